package io.tidings.event.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.LogCapture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped logback configuration: one line per event in an owner-only file. */
class AuditTrailTest {

  @TempDir private Path folder = Path.of("");

  private Trail trail(Map<String, String> properties) throws Exception {
    return new Trail(folder.resolve("deep/er/audit.jsonl"), properties);
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  @Contract({"LOG-07", "LOG-09"})
  void the_file_to_include_gives_one_line_for_each_event() throws Exception {
    try (Trail trail = trail(Map.of())) {
      assertThat(trail.isConfigured()).isTrue();
      EventBus bus = LoggingEventBus.of(EventBus.builder(), trail.tap());
      List<DomainEvent> events = Samples.forged();
      events.forEach(bus::emit);

      List<String> lines = trail.lines();
      assertThat(lines.size()).isEqualTo(events.size());
      for (int i = 0; i < lines.size(); i++) {
        JsonObject parsed = JsonParser.parseString(lines.get(i)).getAsJsonObject();
        assertThat(parsed.get("event_id").getAsString()).isEqualTo(events.get(i).id());
      }
      assertThat(trail.errors()).isEmpty();
      assertThat(trail.appender().lost()).isZero();
    }
  }

  @Test
  @Contract("LOG-07")
  void locale_and_zone_have_no_say() throws Exception {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try (Trail trail = trail(Map.of())) {
      trail.tap().onEvent(Samples.full());
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Colombo"));
      trail.tap().onEvent(Samples.full());

      assertThat(trail.lines().get(0)).isEqualTo(trail.lines().get(1)).contains("12:30:00.000250Z");
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  @Contract("LOG-07")
  void other_entry_is_a_redacted_line_of_json() throws Exception {
    try (Trail trail = trail(Map.of())) {
      trail.logger().info("a\nb {}", "password=hunter2");
      trail
          .logger()
          .atWarn()
          .setCause(new IllegalStateException("token: hunter2"))
          .addKeyValue("k", "Bearer hunter2\n")
          .log("thrown");

      assertThat(trail.lines()).hasSize(2);
      JsonObject first = JsonParser.parseString(trail.lines().get(0)).getAsJsonObject();
      assertThat(first.get("message").getAsString()).isEqualTo("a\nb password=[redacted]");
      assertThat(first.get("level").getAsString()).isEqualTo("INFO");
      assertThat(first.has("event_id")).isFalse();
      assertThat(trail.lines().toString()).doesNotContain("hunter2");
      assertThat(trail.lines().get(1)).contains("IllegalStateException", "\"pairs\"");
    }
  }

  @Test
  @Contract("LOG-09")
  void file_and_directories_are_owner_only_before_the_first_byte() throws Exception {
    try (Trail trail = trail(Map.of())) {
      Path file = folder.resolve("deep/er/audit.jsonl");

      assertThat(Files.size(file)).isZero();
      assertThat(permissions(file)).isEqualTo("rw-------");
      assertThat(permissions(folder.resolve("deep"))).isEqualTo("rwx------");
      assertThat(permissions(folder.resolve("deep/er"))).isEqualTo("rwx------");
      assertThat(trail.appender().isStarted()).isTrue();
    }
  }

  @Test
  @Contract("LOG-09")
  void existing_file_is_restricted_and_its_last_line_ended() throws Exception {
    Path file = folder.resolve("audit.jsonl");
    Files.writeString(file, "{\"cut\":");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    try (Trail trail = new Trail(file, Map.of())) {
      assertThat(permissions(file)).isEqualTo("rw-------");
      trail.tap().onEvent(Samples.full());

      assertThat(trail.lines()).hasSize(2).first().isEqualTo("{\"cut\":");
    }
  }

  @Test
  @Contract("LOG-09")
  void rolled_files_are_owner_only_and_complete() throws Exception {
    int events = 300;
    Path file = folder.resolve("deep/er/audit.jsonl");
    try (Trail trail = trail(Map.of("tidings.audit.maxFileSize", "10KB"))) {
      IntStream.range(0, events).forEach(i -> trail.tap().onEvent(Samples.full()));
    }

    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    int compressed = 0;
    try (var files = Files.list(file.resolveSibling("."))) {
      for (Path found : files.toList()) {
        assertThat(permissions(found)).as("%s", found).isEqualTo("rw-------");
        if (found.toString().endsWith(".gz")) {
          compressed++;
          lines.addAll(unzipped(found));
        }
      }
    }
    assertThat(compressed).isPositive();
    assertThat(lines.size()).isEqualTo(events);
    assertThat(lines.stream().distinct().count()).isEqualTo(1);
  }

  private static List<String> unzipped(Path file) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @Test
  @Contract("LOG-10")
  void full_disk_loses_entries_with_a_count_and_one_warning() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full), "there is no /dev/full here");
    String before = permissions(full);
    try (LogCapture log = LogCapture.of("io.tidings.event.logging");
        Trail trail = new Trail(full, Map.of())) {
      List<DomainEvent> received = new ArrayList<>();
      EventBus bus = LoggingEventBus.of(EventBus.builder(), trail.tap());
      bus.subscribe(EventSelector.all(), received::add);
      List<EmitResult> results =
          IntStream.range(0, 10).mapToObj(i -> bus.emit(Samples.full())).toList();

      assertThat(received).hasSize(10);
      assertThat(results).allMatch(result -> result.delivered() == 1);
      assertThat(trail.appender().lost()).isEqualTo(10);
      assertThat(log.warnings())
          .singleElement()
          .asString()
          .contains("/dev/full", "cannot be written");
      assertThat(permissions(full)).isEqualTo(before);
    }
  }

  @Test
  @Contract("LOG-10")
  void writing_resumes_and_each_outage_is_reported() throws Exception {
    List<String> outcomes = new ArrayList<>();
    Path missing = folder.resolve("x/audit.jsonl");
    Files.writeString(folder.resolve("x"), "a file in the way");
    byte[] line = "line\n".getBytes(StandardCharsets.UTF_8);
    try (AuditFile file =
        new AuditFile(missing, failure -> outcomes.add(failure == null ? "ok" : "lost"))) {
      file.write(line);
      Files.delete(folder.resolve("x"));
      file.write(line);
      file.write('\n');
    }

    assertThat(outcomes).containsExactly("lost", "ok", "ok");
    assertThat(Files.readString(missing)).isEqualTo("line\n\n");
  }

  @Test
  @Contract("LOG-06")
  void throwing_encoder_loses_its_entry_only() throws Exception {
    try (Trail trail = trail(Map.of())) {
      LayoutWrappingEncoder<ILoggingEvent> layout = new LayoutWrappingEncoder<>();
      layout.setLayout(
          new PatternLayout() {
            @Override
            public String doLayout(ILoggingEvent entry) {
              throw new IllegalStateException("on purpose");
            }
          });
      for (EncoderBase<ILoggingEvent> encoder : List.of(new ThrowingEncoder(), layout)) {
        trail.appender().setEncoder(encoder);
        List<DomainEvent> received = new ArrayList<>();
        EventBus bus = LoggingEventBus.of(EventBus.builder(), trail.tap());
        bus.subscribe(EventSelector.all(), received::add);

        assertThat(bus.emit(Samples.full()).delivered()).isEqualTo(1);
        assertThat(received).hasSize(1);
      }
      trail.appender().setEncoder(new AuditEncoder());
      trail.tap().onEvent(Samples.full());
      assertThat(trail.lines()).hasSize(1);
    }
  }

  @Test
  @Contract("LOG-09")
  void what_is_not_supported_is_refused_with_a_word() throws Exception {
    try (Trail trail = trail(Map.of())) {
      AuditFileAppender prudent = new AuditFileAppender();
      prudent.setContext(trail.logger().getLoggerContext());
      prudent.setPrudent(true);
      prudent.start();
      AuditRollingPolicy zip = new AuditRollingPolicy();
      zip.setContext(trail.logger().getLoggerContext());
      zip.setParent(trail.appender());
      zip.setMaxFileSize(ch.qos.logback.core.util.FileSize.valueOf("1MB"));
      zip.setFileNamePattern(folder.resolve("x.%d{yyyy-MM-dd}.%i.zip").toString());
      zip.start();
      AuditRollingPolicy nameless = new AuditRollingPolicy();
      nameless.setContext(trail.logger().getLoggerContext());
      nameless.setParent(new AuditFileAppender());
      nameless.setMaxFileSize(ch.qos.logback.core.util.FileSize.valueOf("1MB"));
      nameless.setFileNamePattern(folder.resolve("x.%d{yyyy-MM-dd}.%i.gz").toString());
      nameless.start();

      assertThat(prudent.isStarted()).isFalse();
      assertThat(zip.isStarted()).isFalse();
      assertThat(nameless.isStarted()).isFalse();
      assertThat(trail.errors().toString())
          .contains("prudent mode is not supported", "must end in .gz", "must have a file");
    }
  }

  @Test
  @Contract("LOG-09")
  void files_may_be_rolled_without_compression() throws Exception {
    Path file = folder.resolve("audit.jsonl");
    int events = 300;
    try (Trail trail = new Trail(file, Map.of())) {
      AuditRollingPolicy plain = new AuditRollingPolicy();
      plain.setContext(trail.logger().getLoggerContext());
      plain.setParent(trail.appender());
      plain.setMaxFileSize(ch.qos.logback.core.util.FileSize.valueOf("10KB"));
      plain.setFileNamePattern(folder.resolve("rolled/x.%d{yyyy-MM-dd}.%i").toString());
      plain.start();
      trail.appender().setRollingPolicy(plain);
      trail.appender().rollover();
      IntStream.range(0, events).forEach(i -> trail.tap().onEvent(Samples.full()));

      int lines = trail.lines().size();
      try (var rolled = Files.list(folder.resolve("rolled"))) {
        for (Path one : rolled.toList()) {
          assertThat(permissions(one)).isEqualTo("rw-------");
          lines += Files.readAllLines(one).size();
        }
      }
      assertThat(lines).isEqualTo(events).isGreaterThan(trail.lines().size());
    }
  }

  @Test
  @Contract("LOG-01")
  void the_bus_made_without_arguments_logs_to_the_audit_logger() {
    ch.qos.logback.classic.Logger logger =
        (ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger(LoggingTap.LOGGER_NAME);
    logger.setLevel(Level.INFO);
    try (EventBus bus = LoggingEventBus.create()) {
      assertThat(bus.isEnabled(EventType.PLAN_APPLIED)).isTrue();
      logger.setLevel(Level.OFF);
      assertThat(bus.isEnabled(EventType.PLAN_APPLIED)).isFalse();
    } finally {
      logger.setLevel(null);
    }
  }
}
