package io.tidings.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import io.tidings.event.cli.text.Output;
import io.tidings.event.cli.text.Terminal;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoreException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trail of a run, in a file that has room for it or has not. */
class TrailFileTest {

  private static final int MEBIBYTE = 1 << 20;

  @TempDir private Path temporary;
  @TempDir private Path directory;
  @TempDir private Path place;

  private final StringWriter written = new StringWriter();

  private Path trail() {
    return temporary.resolve("trail.db");
  }

  private void run(DemoOptions options, Function<Path, EventStore> trails) throws IOException {
    HostEnvironment environment = Given.environment(List.of(place), () -> false, trails);
    new Demo(options.withFiles(null, trail()), Terminal.NONE, new Output(written), environment)
        .run(directory);
  }

  private static EventStore small(Path file) {
    return EventStore.builder(file).maxBytes(MEBIBYTE).open();
  }

  /** Stores events of 16 KiB until there is room for no other, and returns how many. */
  private long filled() {
    try (EventStore store = small(trail())) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < MEBIBYTE; i++) {
                  store.append(large());
                }
              })
          .isInstanceOf(StoreException.class);
      return store.count(EventQuery.platform());
    }
  }

  private static DomainEvent large() {
    return DomainEvent.builder(EventType.SESSION_MESSAGE_SENT)
        .detail("text", "x".repeat(1 << 14))
        .build();
  }

  private long stored() {
    try (EventStore store = EventStore.builder(trail()).readOnly().open()) {
      return store.count(EventQuery.platform());
    }
  }

  @Test
  void a_trail_with_room_has_every_event_of_the_summary() throws IOException {
    run(DemoOptions.defaults(), TrailFileTest::small);
    assertThat(written.toString())
        .contains("%-14s %,9d".formatted("all", stored()))
        .contains("  trail          %s, %,d events in total".formatted(trail(), stored()));
  }

  @Test
  void what_a_full_trail_loses_is_told_and_fails_the_run_that_goes_on_without_it() {
    long before = filled();
    assertThatThrownBy(() -> run(DemoOptions.defaults(), TrailFileTest::small))
        .isInstanceOfSatisfying(
            IOException.class,
            failure -> {
              MatchResult told = told(String.valueOf(failure.getMessage()));
              long lost = Long.parseLong(told.group(1));
              assertThat(lost).isPositive();
              assertThat(stored() - before).isEqualTo(Long.parseLong(told.group(2)) - lost);
              assertThat(written.toString()).contains(" " + lost + " lost");
            });
    assertThat(written.toString().lines())
        .contains(
            "  report         applied, complete", "  trail          " + trail() + ", incomplete");
  }

  private MatchResult told(String message) {
    String words = Pattern.quote("the trail '" + trail() + "' lost ") + "(\\d+) of (\\d+) events";
    return Pattern.compile(words).matcher(message).results().findFirst().orElseThrow();
  }

  @Test
  void the_summary_in_json_names_the_trail() throws IOException {
    run(
        DemoOptions.defaults().withJson(true).withDetail(DemoOptions.Detail.QUIET),
        TrailFileTest::small);
    assertThat(written.toString()).contains("\"store\":\"" + trail() + "\"");
  }

  @Test
  void what_comes_after_the_end_is_lost() throws Exception {
    TrailFile trail = new TrailFile(trail(), small(trail()));
    trail.close();
    trail.tap().onEvent(large());
    assertThat(trail.lost()).isEqualTo(1);
  }
}
