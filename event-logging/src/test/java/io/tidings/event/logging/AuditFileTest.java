package io.tidings.event.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.LogCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The audit file with obstacles in its place, and its content. */
class AuditFileTest {

  @TempDir private Path folder = Path.of("");

  private static void write(Trail trail, int events) {
    IntStream.range(0, events).forEach(i -> trail.tap().onEvent(Samples.full()));
  }

  /** Every plain file below the folder is the owner's alone; returns what is in them. */
  private List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file :
          files.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS)).toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as("%s", file)
            .isEqualTo("rw-------");
        lines.addAll(file.toString().endsWith(".gz") ? unzipped(file) : Files.readAllLines(file));
      }
    }
    return lines;
  }

  private static List<String> unzipped(Path file) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    }
  }

  @Test
  @Contract("LOG-09")
  void symbolic_link_stays_and_its_target_is_owner_only() throws Exception {
    Path link = folder.resolve("audit.jsonl");
    Path second = folder.resolve("second");
    Path target = folder.resolve("missing/target.jsonl");
    Files.createSymbolicLink(link, Path.of("second"));
    Files.createSymbolicLink(second, target);
    try (Trail trail = new Trail(link, Map.of("tidings.audit.maxFileSize", "2KB"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
          .isEqualTo("rw-------");
      write(trail, 20);
      assertThat(Files.readAllLines(target).size()).isPositive().isLessThan(20);
      assertThat(trail.appender().lost()).isZero();
    }

    assertThat(Files.readSymbolicLink(link)).isEqualTo(Path.of("second"));
    assertThat(Files.isSymbolicLink(second)).isTrue();
    assertThat(lines()).hasSize(20);
  }

  @Test
  @Contract("LOG-10")
  void circular_links_lose_the_entries_with_one_warning() throws Exception {
    Path link = folder.resolve("audit.jsonl");
    Files.createSymbolicLink(link, Path.of("audit.jsonl"));
    try (LogCapture log = LogCapture.of("io.tidings.event.logging");
        Trail trail = new Trail(link, Map.of())) {
      write(trail, 2);

      assertThat(trail.appender().lost()).isEqualTo(2);
      assertThat(log.warnings()).hasSize(1);
    }
  }

  @Test
  @Contract("LOG-10")
  void each_entry_retries_to_open_the_file() throws Exception {
    Path inTheWay = folder.resolve("x");
    Files.writeString(inTheWay, "a file in the way");
    Path file = folder.resolve("x/audit.jsonl");
    try (LogCapture log = LogCapture.of("io.tidings.event.logging");
        Trail trail = new Trail(file, Map.of())) {
      write(trail, 3);
      assertThat(trail.appender().lost()).isEqualTo(3);
      assertThat(log.warnings())
          .singleElement()
          .asString()
          .contains(file.toString(), "cannot be written");
      assertThat(trail.errors().toString()).contains("cannot open " + file);

      Files.delete(inTheWay);
      write(trail, 2);
      assertThat(trail.lines()).hasSize(2);
      assertThat(trail.appender().lost()).isEqualTo(3);
    }
    assertThat(lines()).hasSize(2);
  }

  @Test
  @Contract({"LOG-06", "LOG-10"})
  void entries_lost_to_an_encoder_or_layout_that_throws_are_counted_and_reported()
      throws Exception {
    try (LogCapture log = LogCapture.of("io.tidings.event.logging");
        Trail trail = new Trail(folder.resolve("audit.jsonl"), Map.of())) {
      LayoutWrappingEncoder<ILoggingEvent> layout = new LayoutWrappingEncoder<>();
      layout.setLayout(
          new PatternLayout() {
            @Override
            public String doLayout(ILoggingEvent entry) {
              throw new StackOverflowError("on purpose");
            }
          });
      List<Encoder<ILoggingEvent>> failing = List.of(new ThrowingEncoder(), layout);
      for (int i = 0; i < failing.size(); i++) {
        trail.appender().setEncoder(failing.get(i));
        try {
          write(trail, 1);
        } catch (StackOverflowError surfaced) {
          assertThat(i).isEqualTo(1);
        }
      }
      assertThat(trail.appender().lost()).isEqualTo(2);
      assertThat(log.warnings()).singleElement().asString().contains("entries are lost");

      trail.appender().setEncoder(new AuditEncoder());
      write(trail, 1);
      assertThat(trail.lines()).hasSize(1);
    }
  }

  @Test
  @Contract("LOG-09")
  void next_start_compresses_pending_files() throws Exception {
    Path file = folder.resolve("deep/audit.jsonl");
    try (Trail trail = new Trail(file, Map.of())) {
      write(trail, 1);
    }
    Files.copy(file, folder.resolve("deep/audit.jsonl.2026-10-31.0.123.pending"));
    Files.move(file, folder.resolve("deep/audit.jsonl.2026-10-31.4.-9.pending"));
    Files.writeString(folder.resolve("deep/audit.jsonl.2026-10-31.4.-9.pending.part"), "half");
    Files.writeString(folder.resolve("deep/other.2026-10-31.0.123.pending"), "a host's own");
    try (Trail trail =
        new Trail(file, Map.of("tidings.audit.file", folder + "//deep/audit.jsonl"))) {
      assertThat(trail.files())
          .containsExactly(
              file,
              folder.resolve("deep/audit.jsonl.2026-10-31.0.gz"),
              folder.resolve("deep/audit.jsonl.2026-10-31.4.gz"),
              folder.resolve("deep/other.2026-10-31.0.123.pending"));
    }
    Files.delete(folder.resolve("deep/other.2026-10-31.0.123.pending"));
    assertThat(lines()).hasSize(2);
  }

  @Test
  @Contract("LOG-09")
  void what_cannot_be_compressed_stays_and_leaves_no_part() throws Exception {
    Path file = folder.resolve("audit.jsonl");
    Files.createDirectory(folder.resolve("audit.jsonl.2026-10-31.0.gz"));
    Path left = Files.writeString(folder.resolve("audit.jsonl.2026-10-31.0.123.pending"), "x\n");
    try (Trail trail = new Trail(file, Map.of())) {
      assertThat(trail.files())
          .containsExactly(file, left, folder.resolve("audit.jsonl.2026-10-31.0.gz"));
      assertThat(trail.errors().toString()).contains("cannot compress " + left);
    }
  }

  /** The second start continues the numbers of the first, which it finds by the file's name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit.jsonl",
        "a{b}.jsonl",
        "50%.jsonl",
        "%d.jsonl",
        "100%i{x}",
        "a+b(c)[d]*$^|?.jsonl",
        "h\u00f6r zu.jsonl"
      })
  @Contract("LOG-12")
  void file_name_is_not_read_as_a_pattern(String name) throws Exception {
    Path file = folder.resolve("logs").resolve(name);
    for (int i = 0; i < 2; i++) {
      try (Trail trail = new Trail(file, Map.of("tidings.audit.maxFileSize", "2KB"))) {
        write(trail, 20);
        assertThat(trail.appender().lost()).isZero();
        assertThat(trail.errors()).as(name).isEmpty();
      }
    }
    assertThat(file).exists();
    try (Stream<Path> files = Files.list(folder.resolve("logs"))) {
      assertThat(lines()).as("lines of %s", files.toList()).hasSize(40);
    }
    try (Stream<Path> files = Files.list(folder.resolve("logs"))) {
      assertThat(files.filter(each -> each.toString().endsWith(".gz"))).hasSizeGreaterThan(3);
    }
  }

  @Test
  @Contract("LOG-12")
  void directory_with_a_percent_sign_is_rejected_by_name() throws Exception {
    Path file = folder.resolve("50%/audit.jsonl");
    try (Trail trail = new Trail(file, Map.of())) {
      assertThat(trail.appender().isStarted()).isFalse();
      assertThat(trail.errors().toString())
          .contains(file.toString(), "must not contain %", "rename the directory");
    }
    assertThat(file).doesNotExist();
  }

  @Test
  @Contract({"LOG-05", "LOG-09"})
  void no_secret_comes_into_any_file() throws Exception {
    String canary = "hunter2";
    try (Trail trail =
        new Trail(folder.resolve("audit.jsonl"), Map.of("tidings.audit.maxFileSize", "10KB"))) {
      for (int i = 0; i < 100; i++) {
        trail
            .tap()
            .onEvent(
                DomainEvent.root(EventType.TOOL_ERRORED)
                    .actorName("https://bob:" + canary + "@h")
                    .projectName("password=" + canary)
                    .detail("apiKey", canary)
                    .detail("nested", List.of(Map.of("session-cookie", canary, "n", i)))
                    .detail("error_message", "jdbc:sqlserver://db;user=sa;password=" + canary)
                    .detail("token=" + canary, 1)
                    .build());
        trail
            .logger()
            .atError()
            .setCause(new IllegalStateException("Bearer " + canary))
            .addKeyValue("password", "hun\"" + canary)
            .log("token: {}", canary);
      }
    }

    assertThat(lines()).hasSize(200).noneMatch(line -> line.contains(canary));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSizeGreaterThan(1);
    }
  }
}
