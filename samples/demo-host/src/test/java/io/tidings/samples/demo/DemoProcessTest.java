package io.tidings.samples.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The demo as a separate process that is ended during the run. Its output exceeds the buffer of a
 * pipe, so it blocks until the test reads.
 */
class DemoProcessTest {

  private static final int FILES = 2_000;

  @TempDir private Path temporary;
  private Path directory = Path.of("");
  private Path place = Path.of("");
  private Path log = Path.of("");
  private Path trail = Path.of("");
  private @Nullable Process process;

  @BeforeEach
  void make() throws IOException {
    directory = Files.createDirectory(temporary.resolve("given"));
    place = Files.createDirectory(temporary.resolve("place"));
    log = temporary.resolve("log.jsonl");
    trail = temporary.resolve("trail.db");
    for (int i = 0; i < FILES; i++) {
      Files.writeString(directory.resolve("file" + i), "TODO " + i);
    }
  }

  @AfterEach
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private Process start() throws IOException {
    List<String> command = new ArrayList<>(signalled());
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-Djava.io.tmpdir=" + place,
            "-Dorg.sqlite.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            DemoHost.class.getName(),
            "demo",
            directory.toString(),
            "--verbose",
            "--log=" + log,
            "--store=" + trail));
    Process started =
        new ProcessBuilder(command).redirectError(temporary.resolve("err").toFile()).start();
    process = started;
    return started;
  }

  /** Returns a prefix that restores SIGINT, which a child of a background process may ignore. */
  private static List<String> signalled() throws IOException {
    Path status = Path.of("/proc/self/status");
    boolean isIgnored =
        Files.isReadable(status)
            && Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    return isIgnored ? List.of("env", "--default-signal=INT") : List.of();
  }

  private static void readUntil(BufferedReader out, String part) throws IOException {
    String line = out.readLine();
    while (line != null && !line.contains(part)) {
      line = out.readLine();
    }
    assertThat(line).as("a line with " + part).isNotNull();
  }

  private static BufferedReader output(Process started) {
    return new BufferedReader(new InputStreamReader(started.getInputStream(), UTF_8));
  }

  private void awaited(Process started, int code) throws InterruptedException, IOException {
    assertThat(started.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
    assertThat(started.exitValue()).as(Files.readString(temporary.resolve("err"))).isEqualTo(code);
    assertThat(place).isEmptyDirectory();
  }

  /** Asserts that the log ends in a complete line and the trail has every event of the log. */
  private void assertClosed() throws IOException {
    List<String> lines = Files.readAllLines(log);
    assertThat(lines).allMatch(line -> line.startsWith("{\"event_id\"") && line.endsWith("}"));
    assertThat(lines).anyMatch(line -> line.contains("\"plan.cancelled\""));
    assertThat(lines).noneMatch(line -> line.contains("\"plan.applied\""));
    try (EventStore store = EventStore.builder(trail).readOnly().open()) {
      assertThat(store.count(EventQuery.platform())).isEqualTo(lines.size());
    }
  }

  @ParameterizedTest
  @CsvSource({"INT,130", "TERM,143"})
  void signal_closes_the_trail_and_removes_the_sandbox(String signal, int code)
      throws IOException, InterruptedException {
    Process started = start();
    try (BufferedReader out = output(started)) {
      readUntil(out, "resource.accessed");
      String pid = String.valueOf(started.pid());
      assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor()).isZero();
      readUntil(out, "plan.cancelled");
      while (out.readLine() != null) {
        // Drains the output.
      }
    }
    awaited(started, code);
    assertClosed();
  }

  @Test
  void closed_pipe_ends_the_process_without_an_error() throws IOException, InterruptedException {
    Process started = start();
    try (BufferedReader out = output(started)) {
      readUntil(out, "resource.accessed");
    }
    awaited(started, 0);
    assertClosed();
    assertThat(temporary.resolve("err")).content().doesNotContain("tidings:");
  }
}
