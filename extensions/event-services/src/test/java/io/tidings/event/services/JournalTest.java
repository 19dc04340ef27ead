package io.tidings.event.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.services.host.Host;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Order of saves and events for every operation that saves.
 *
 * @contract EMI-05
 */
class JournalTest {

  @TempDir private Path directory;

  private static List<Operation> operations() {
    return Operation.ALL;
  }

  private static List<String> entries(Host host, String beginning) {
    return host.journal().entries().stream().filter(line -> line.startsWith(beginning)).toList();
  }

  private List<String> run(Host host, Operation operation) throws Exception {
    Operation.Step step = operation.prepare(host, directory.resolve("run"));
    host.journal().clear();
    step.run();
    return host.journal().entries();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void what_is_saved_is_saved_before_anything_is_emitted(Operation operation) throws Exception {
    try (Host host = new Host(Host.With.A_BUS)) {
      List<String> entries = run(host, operation);

      int saves = entries(host, "saved").size();
      assertThat(saves).isPositive();
      assertThat(entries.subList(0, saves)).allMatch(line -> line.startsWith("saved"));
      assertThat(entries.subList(saves, entries.size()))
          .isNotEmpty()
          .allMatch(line -> line.startsWith("emitted"));
    }
  }

  /** Each of the saves of an operation fails once. */
  @ParameterizedTest
  @MethodSource("operations")
  void nothing_is_emitted_if_a_save_fails(Operation operation) throws Exception {
    int saves;
    try (Host host = new Host(Host.With.A_BUS)) {
      run(host, operation);
      saves = entries(host, "saved").size();
    }
    for (int done = 0; done < saves; done++) {
      try (Host host = new Host(Host.With.A_BUS)) {
        Operation.Step step = operation.prepare(host, directory.resolve("failure-" + done));
        host.journal().clear();
        host.journal().failAfter(done);

        assertThatThrownBy(step::run).hasMessage("nothing can be saved");
        assertThat(entries(host, "emitted")).isEmpty();
      }
    }
  }
}
