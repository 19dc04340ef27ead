package io.tidings.event.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Verification that each broken bus fails exactly the rows it breaks. */
@Tag("once")
class GuardsTest {

  private static final Path PAGE = Path.of("../../docs/broken-buses.md");

  /** The suite's run for each bus, by fault. */
  private static final Map<String, SuiteRun> RUNS = new LinkedHashMap<>();

  @BeforeAll
  static void run() throws IOException {
    RUNS.putAll(SuiteProcess.runs());
  }

  private static SuiteRun run(BrokenBus broken) {
    return RUNS.computeIfAbsent(broken.fault(), fault -> SuiteRun.of(broken.factory()));
  }

  @ParameterizedTest(name = "a bus that {0}")
  @MethodSource("io.tidings.event.testkit.contract.BrokenBus#all")
  void broken_bus_fails_exactly_the_rows_it_breaks(BrokenBus broken) {
    holds(broken);
  }

  private static void holds(BrokenBus broken) {
    assertThat(run(broken).lines())
        .as("lines on which a bus fails that " + broken.fault())
        .isEqualTo(broken.lines());
  }

  @Test
  void suite_that_passes_a_broken_bus_is_reported() {
    BrokenBus sound =
        BrokenBus.that("does nothing wrong", "BUS-02", setup -> setup.toBuilder().build());

    assertThatThrownBy(() -> holds(sound)).hasMessageContaining("does nothing wrong");
    assertThat(run(sound).started()).isEqualTo(named(SuiteRun.tests().toList()));
  }

  @Test
  void every_test_of_the_suite_can_fail() {
    Set<String> failed = new TreeSet<>();
    BrokenBus.all().forEach(broken -> failed.addAll(run(broken).failed()));

    assertThat(failed).isEqualTo(named(SuiteRun.tests().toList()));
  }

  @Test
  void every_broken_bus_has_run() {
    assertThat(RUNS.keySet()).containsAll(BrokenBus.all().map(BrokenBus::fault).toList());
  }

  @Test
  void page_lists_every_broken_bus() throws Exception {
    String table =
        BrokenBus.all()
            .map(
                broken -> "| %s | %s |".formatted(broken.fault(), String.join(" ", broken.lines())))
            .collect(Collectors.joining("\n"));

    assertThat(Files.readString(PAGE)).contains(table);
  }

  private static Set<String> named(List<Method> tests) {
    return tests.stream().map(Method::getName).collect(Collectors.toCollection(TreeSet::new));
  }
}
