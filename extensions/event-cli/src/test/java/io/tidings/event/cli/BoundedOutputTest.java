package io.tidings.event.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventFactory;
import io.tidings.event.EventType;
import io.tidings.event.cli.text.Terminal;
import io.tidings.event.store.EventStore;
import io.tidings.event.testkit.SequentialIds;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Output and memory stay bounded, whatever a trail holds. */
class BoundedOutputTest {

  private static final Terminal TERMINAL = new Terminal(true, false);
  private static final int CHAIN = 10_000;

  @TempDir private Path directory = Path.of("");

  private final EventFactory events = EventFactory.standard().withIds(new SequentialIds());
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private Path file() {
    return directory.resolve("trail.db");
  }

  private void append(List<DomainEvent> all) {
    try (EventStore trail = EventStore.open(file())) {
      trail.append(all);
    }
  }

  private int run(Terminal terminal, String... args) {
    return Tidings.commandLine(out, err, terminal).execute(args);
  }

  @Test
  void long_chain_has_a_bounded_indent() {
    List<DomainEvent> chain = new ArrayList<>();
    DomainEvent last = events.root(EventType.TOOL_INVOKED).build();
    for (int i = 0; i < CHAIN; i++) {
      chain.add(last);
      last = events.caused(last, EventType.TOOL_INVOKED).build();
    }
    append(chain);

    assertThat(run(TERMINAL, "audit", "tree", file().toString())).isZero();
    assertThat(out.toString()).hasLineCount(1 + CHAIN);
    assertThat(out.toString().lines()).allMatch(line -> line.length() < 150);
    assertThat(out.toString().lines().skip(1 + 20).limit(2))
        .satisfiesExactly(
            line -> assertThat(line).endsWith("Z  " + "  ".repeat(20) + "tool.invoked"),
            line -> assertThat(line).endsWith("Z  " + "  ".repeat(20) + "[21] tool.invoked"));
  }

  @Test
  void many_details_are_cut_on_a_terminal_only() {
    Map<String, Object> details = new TreeMap<>();
    for (int i = 0; i < 2_000; i++) {
      details.put("name-" + i, "x".repeat(100));
    }
    append(List.of(events.root(EventType.TOOL_INVOKED).details(details).build()));

    assertThat(run(TERMINAL, "audit", "query", file().toString())).isZero();
    assertThat(out.toString().lines())
        .hasSize(2)
        .allMatch(line -> line.length() < 5_000)
        .last()
        .asString()
        .endsWith(" ...");
    out.getBuffer().setLength(0);
    assertThat(run(Terminal.NONE, "audit", "query", file().toString())).isZero();
    assertThat(out.toString()).contains("\"name-1999\":");
  }

  @Test
  void error_of_the_machine_is_one_line() {
    append(List.of(events.root(EventType.TOOL_INVOKED).build()));
    List<Error> errors =
        List.of(
            new OutOfMemoryError("Java heap space"),
            new StackOverflowError(),
            new NoClassDefFoundError("a/b\033[2J"));
    for (Error error : errors) {
      err.getBuffer().setLength(0);
      Writer failing =
          new StringWriter() {
            @Override
            public void write(String text) {
              throw error;
            }
          };
      int exit =
          Tidings.commandLine(failing, err, TERMINAL).execute("audit", "query", file().toString());
      assertThat(exit).isEqualTo(1);
      assertThat(err.toString()).hasLineCount(1).startsWith("tidings: ").doesNotContain("\033");
    }
  }

  /** The bound of a row is the memory of the process, which is small here. */
  @Test
  void row_larger_than_the_memory_is_a_one_line_error()
      throws IOException, SQLException, InterruptedException {
    append(List.of(events.root(EventType.TOOL_INVOKED).build()));
    HostileTrail.execute(
        file(), "UPDATE trail_event SET details = '{\"a\":\"' || hex(zeroblob(20000000)) || '\"}'");

    for (List<String> command :
        List.of(
            List.of("audit", "query", file().toString()),
            List.of("audit", "tree", file().toString()),
            List.of("audit", "follow", file().toString(), "--limit", "1"))) {
      List<String> java =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx24m",
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Tidings.class.getName()));
      java.addAll(command);
      Process process = new ProcessBuilder(java).start();
      String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(error).isEqualTo(1);
      // The log entry of a follower that ends precedes the error, if there is memory for it.
      assertThat(error.lines()).hasSizeBetween(1, command.contains("follow") ? 2 : 1);
      assertThat(error.lines())
          .last()
          .satisfies(line -> assertThat(line).startsWith("tidings: ").contains("memory", "-Xmx"));
      assertThat(process.getInputStream().readAllBytes()).isEmpty();
    }
  }
}
