package io.tidings.event.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventFactory;
import io.tidings.event.EventType;
import io.tidings.event.cli.text.Terminal;
import io.tidings.event.store.EventStore;
import io.tidings.event.testkit.SequentialIds;
import io.tidings.event.testkit.TestClock;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports in processes of their own that end early. */
@Tag("once")
class ExportInterruptionTest {

  private static final int EVENTS = 8_000;
  private static final int KILLS = 3;

  @TempDir private Path directory = Path.of("");

  private final EventFactory events =
      EventFactory.standard()
          .withClock(TestClock.at(TestClock.DEFAULT_START))
          .withIds(new SequentialIds());

  private Path file() {
    return directory.resolve("trail.db");
  }

  private Path output() {
    return directory.resolve("events.csv");
  }

  @BeforeEach
  void fill() {
    List<DomainEvent> some =
        Stream.generate(
                () -> events.root(EventType.ACTOR_INVOKED).detail("text", "x".repeat(300)).build())
            .limit(EVENTS)
            .toList();
    try (EventStore trail = EventStore.open(file())) {
      trail.append(some);
    }
  }

  private String whole() {
    StringWriter out = new StringWriter();
    assertThat(
            Tidings.commandLine(out, new StringWriter(), Terminal.NONE)
                .execute("audit", "export", file().toString(), "--format", "csv"))
        .isZero();
    return out.toString();
  }

  private Process start(String shell) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            "bash",
            "-c",
            shell + "exec \"$@\"",
            "export",
            java,
            "-XX:TieredStopAtLevel=1",
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            Tidings.class.getName(),
            "audit",
            "export",
            file().toString(),
            "--format",
            "csv",
            "--output",
            output().toString(),
            "--resume")
        .redirectErrorStream(true)
        .start();
  }

  private static String said(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void export_killed_in_the_middle_is_completed() throws Exception {
    String whole = whole();
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int kills = 0;
    for (int i = 1; i <= KILLS; i++) {
      long length = (long) i * whole.length() / (KILLS + 2) + random.nextInt(10_000);
      Process process = start("");
      while (process.isAlive() && length() < length) {
        Thread.onSpinWait();
      }
      process.toHandle().destroyForcibly();
      kills += process.waitFor() == 137 ? 1 : 0;
      assertThat(length()).as("seed %s", seed).isBetween(1L, (long) whole.length());
    }
    assertThat(kills).as("seed %s", seed).isPositive();

    Process last = start("");
    assertThat(said(last)).startsWith("written: ");
    assertThat(last.waitFor()).isZero();
    assertThat(Files.readString(output())).as("seed %s", seed).isEqualTo(whole);
  }

  private long length() throws IOException {
    return Files.exists(output()) ? Files.size(output()) : 0;
  }

  @Test
  void export_beyond_the_space_fails_and_is_completed() throws Exception {
    Process full = start("ulimit -f 3072; ");
    assertThat(said(full)).hasLineCount(1).contains("cannot write " + output(), "--resume");
    assertThat(full.waitFor()).isEqualTo(1);
    assertThat(length()).isPositive();

    Process last = start("");
    assertThat(said(last)).startsWith("written: ");
    assertThat(last.waitFor()).isZero();
    assertThat(Files.readString(output())).isEqualTo(whole());
  }
}
