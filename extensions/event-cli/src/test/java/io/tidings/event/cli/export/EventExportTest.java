package io.tidings.event.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventFactory;
import io.tidings.event.EventType;
import io.tidings.event.cli.text.Output;
import io.tidings.event.cli.text.Progress;
import io.tidings.event.cli.text.Terminal;
import io.tidings.event.json.CloudEventJson;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.testkit.SequentialIds;
import io.tidings.event.testkit.TestClock;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventExportTest {

  private static final EventQuery ALL = EventQuery.platform();

  @TempDir private Path directory = Path.of("");

  private final EventFactory events =
      EventFactory.standard()
          .withClock(TestClock.at(TestClock.DEFAULT_START))
          .withIds(new SequentialIds());

  private EventStore trail(int count) {
    EventStore trail = EventStore.open(directory.resolve("trail.db"));
    trail.append(events(count));
    return trail;
  }

  private List<DomainEvent> events(int count) {
    return Stream.generate(
            () ->
                events
                    .root(EventType.ACTOR_INVOKED)
                    .detail("text", "\u00e4\u2028\n\ud83d\ude00")
                    .build())
        .limit(count)
        .toList();
  }

  private static ExportDescription description(ExportFormat format) {
    return new ExportDescription(format, Map.of("--type", "*"), TestClock.DEFAULT_START);
  }

  private static EventExport export(EventStore trail, ExportFormat format) {
    return new EventExport(
        trail,
        ALL,
        format,
        CloudEventJson.standard(),
        Progress.to(new StringWriter(), Terminal.NONE));
  }

  private static byte[] exported(EventStore trail, ExportFormat format, Path path)
      throws IOException {
    try (ExportFile file = ExportFile.open(path, description(format), true)) {
      export(trail, format).continueIn(file, 0);
    }
    return Files.readAllBytes(path);
  }

  @ParameterizedTest
  @EnumSource
  void file_cut_at_any_byte_is_completed(ExportFormat format) throws IOException {
    try (EventStore trail = trail(3)) {
      byte[] whole = exported(trail, format, directory.resolve("whole"));
      Path cut = directory.resolve("cut");
      exported(trail, format, cut);
      for (int length = 0; length < whole.length; length++) {
        Files.write(cut, Arrays.copyOf(whole, length));

        assertThat(exported(trail, format, cut)).as("length %s", length).isEqualTo(whole);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void line_longer_than_a_block_is_found(ExportFormat format) throws IOException {
    try (EventStore trail = trail(1)) {
      trail.append(events.root(EventType.ACTOR_INVOKED).detail("text", "x".repeat(20_000)).build());
      Path path = directory.resolve("out");
      byte[] whole = exported(trail, format, path);
      Files.write(path, Arrays.copyOf(whole, whole.length + 9_000));

      assertThat(exported(trail, format, path)).isEqualTo(whole);
    }
  }

  @Test
  void events_stored_meanwhile_are_left_to_the_next_export() throws IOException {
    StringWriter lines = new StringWriter();
    try (EventStore trail = trail(1_001)) {
      FilterWriter appending =
          new FilterWriter(lines) {
            @Override
            public void write(String text, int from, int length) throws IOException {
              if (lines.getBuffer().isEmpty()) {
                trail.append(events(5));
              }
              super.write(text, from, length);
            }
          };
      export(trail, ExportFormat.JSONL).writeTo(new Output(appending), 0);

      assertThat(trail.count(ALL)).isEqualTo(1_006);
    }
    assertThat(lines.toString()).hasLineCount(1_001);
  }

  @Test
  void more_events_than_a_page_are_exported_once() throws IOException {
    StringWriter lines = new StringWriter();
    try (EventStore trail = trail(2_500)) {
      export(trail, ExportFormat.JSONL).writeTo(new Output(lines), 0);
    }
    assertThat(lines.toString().lines().map(ExportFormat.JSONL::seq))
        .hasSize(2_500)
        .doesNotHaveDuplicates()
        .isSorted();
  }

  @Test
  void second_export_to_the_same_file_is_rejected() throws IOException {
    Path path = directory.resolve("out");
    try (ExportFile first = ExportFile.open(path, description(ExportFormat.CSV), false)) {
      assertThat(first.lastEvent()).isNull();
      assertThatThrownBy(() -> ExportFile.open(path, description(ExportFormat.CSV), true))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("another export is writing it");
    }
  }

  @Test
  void failed_pipe_ends_the_export() throws IOException {
    try (EventStore trail = trail(5)) {
      Output broken =
          new Output(
              new FilterWriter(new StringWriter()) {
                @Override
                public void write(String text, int from, int length) throws IOException {
                  throw new IOException("Broken pipe");
                }
              });
      export(trail, ExportFormat.JSONL).writeTo(broken, 0);
      assertThat(broken.hasFailed()).isTrue();
    }
  }
}
