package io.tidings.event.store.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.async.AsyncTap;
import io.tidings.event.redact.Redactor;
import io.tidings.event.store.AppendResult;
import io.tidings.event.store.Cursor;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoreTap;
import io.tidings.event.store.StoredEvent;
import io.tidings.event.store.Window;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Relative paths in the examples are below this test's directory. */
class TrailExamplesTest {

  private static final Logger log = LoggerFactory.getLogger(TrailExamplesTest.class);

  @TempDir private java.nio.file.Path directory;
  private long lastSeen;

  /** Stands in for {@code java.nio.file.Path} in the examples. */
  private final Paths Path = name -> directory.resolve(name);

  private interface Paths {
    java.nio.file.Path of(String name);
  }

  private static long index(StoredEvent stored) {
    return stored.seq();
  }

  private static DomainEvent event() {
    return DomainEvent.root(EventType.PLAN_CREATED)
        .scope(EventScope.none().withProject("apollo"))
        .sessionId("s-1")
        .build();
  }

  @Test
  void migration_with_progress() {
    EventStore trail =
        EventStore.builder(Path.of("trail.db"))
            .migrating((step, done, total) -> log.info("{}: {} of {}", step, done, total))
            .open();
    trail.append(event());
    assertThat(trail.count(EventQuery.platform())).isEqualTo(1);
    trail.close();
  }

  @Test
  void a_trail_on_a_bus() {
    EventStore trail = EventStore.open(Path.of("trail.db"));
    EventBus bus = EventBus.builder().tap(new StoreTap(trail)).build();
    bus.emit(event());
    bus.close();
    assertThat(trail.count(EventQuery.platform())).isEqualTo(1);
    trail.close();
  }

  @Test
  void a_redactor_of_the_hosts() {
    EventStore trail =
        EventStore.builder(Path.of("trail.db"))
            .redactor(Redactor.standard().maskingKeys("customer number"))
            .open();
    assertThat(trail.count(EventQuery.platform())).isZero();
    trail.close();
  }

  @Test
  void write_behind() {
    EventStore trail = EventStore.open(Path.of("trail.db"));
    AsyncTap behind = AsyncTap.of(new StoreTap(trail));
    EventBus bus = EventBus.builder().tap(behind).build();
    bus.emit(event());
    assertThat(bus.flush(Duration.ofSeconds(30))).isTrue();
    assertThat(trail.count(EventQuery.platform())).isEqualTo(1);
    bus.close();
    trail.close();
  }

  @Test
  void without_a_bus() {
    DomainEvent event = event();
    EventStore trail = EventStore.open(Path.of("trail.db"));
    trail.append(event);
    List<StoredEvent> latest = trail.list(EventQuery.project("apollo").window(Window.latest(20)));
    trail.close();
    assertThat(latest).hasSize(1);
  }

  private static String appended(EventStore trail) {
    List<DomainEvent> events = IntStream.range(0, 150).mapToObj(i -> event()).toList();
    AppendResult result = trail.append(events);
    log.info("{} stored, {} were there", result.stored(), result.duplicates());
    assertThat(result.stored()).isEqualTo(150);
    return events.get(0).id();
  }

  @Test
  void questions() {
    try (EventStore trail = EventStore.open(Path.of("trail.db"))) {
      String eventId = appended(trail);
      EventQuery query =
          EventQuery.project("apollo").session("s-1").category("plan").window(Window.latest(100));
      List<StoredEvent> page = trail.list(query);
      Window window = Window.latest(100);
      List<StoredEvent> first = trail.list(query.window(window));
      List<StoredEvent> second =
          first.isEmpty()
              ? List.of()
              : trail.list(query.window(window.beyond(first.get(first.size() - 1))));
      assertThat(page).isEqualTo(first).hasSize(100);
      assertThat(second).hasSize(50).doesNotContainAnyElementsOf(first);
      try (Stream<StoredEvent> events = trail.stream(query.cursor(Cursor.after(lastSeen)))) {
        events.forEach(stored -> lastSeen = index(stored));
      }
      assertThat(lastSeen).isEqualTo(150);
      List<StoredEvent> effects =
          trail.list(EventQuery.project("apollo").causalTree(eventId).cursor(Cursor.start()));
      assertThat(effects).hasSize(1);
    }
  }
}
