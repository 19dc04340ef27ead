package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.async.AsyncTap;
import io.tidings.event.testkit.contract.Contract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StoreTapTest extends EveryDatabaseTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @Contract("STO-03")
  @Test
  void emit_returns_after_the_commit() {
    EventStore store = open();
    EventStore another = closing(builder().readOnly().open());
    List<Integer> seenByHandlers = new ArrayList<>();
    try (EventBus bus = EventBus.builder().events(events).tap(new StoreTap(store)).build()) {
      bus.subscribe(
          EventSelector.all(),
          SubscriptionOptions.named("reader"),
          event -> seenByHandlers.add(read(another, IN_APOLLO.event(event.id())).size()));

      EmitResult result = bus.emit(event());

      assertThat(result.tapFailures()).isZero();
      assertThat(seenByHandlers).containsExactly(1);
    }
    assertThat(another.count(IN_APOLLO)).isEqualTo(1);
    assertThat(store.append(event()).stored()).as("the store is open still").isEqualTo(1);
  }

  @Contract("STO-10")
  @Test
  void a_store_that_fails_hurts_neither_the_emitter_nor_the_handlers() throws Exception {
    EventStore store = open();
    place().destroy();
    AtomicInteger handled = new AtomicInteger();
    try (EventBus bus = EventBus.builder().events(events).tap(new StoreTap(store)).build()) {
      bus.subscribe(
          EventSelector.all(), SubscriptionOptions.defaults(), event -> handled.incrementAndGet());

      EmitResult result = bus.emit(event());

      assertThat(result.tapFailures()).isEqualTo(1);
      assertThat(handled).hasValue(1);
    }
  }

  @Contract("STO-01")
  @Test
  void enqueued_is_in_memory_and_flush_makes_it_committed() throws Exception {
    EventStore store = open();
    CountDownLatch go = new CountDownLatch(1);
    StoreTap tap = new StoreTap(store);
    AsyncTap behind = AsyncTap.of(new HeldTap(tap, go));
    try (EventBus bus = EventBus.builder().events(events).tap(behind).build()) {
      List<DomainEvent> emitted = events(1_000);
      emitted.forEach(bus::emit);

      assertThat(store.count(IN_APOLLO)).as("nothing is promised yet").isZero();
      assertThat(behind.pending()).isEqualTo(1_000);
      go.countDown();
      assertThat(bus.flush(LONG)).isTrue();

      assertThat(read(store, IN_APOLLO.cursor(Cursor.start()))).isEqualTo(emitted);
    }
    List<StoredEvent> stored = store.list(IN_APOLLO.cursor(Cursor.start()));
    assertThat(stored).hasSize(1_000);
  }

  @Contract("STO-01")
  @Test
  void closing_the_bus_commits_what_is_queued() {
    EventStore store = open();
    try (EventBus bus =
        EventBus.builder().events(events).tap(AsyncTap.of(new StoreTap(store))).build()) {
      events(2_000).forEach(bus::emit);
    }
    assertThat(store.count(IN_APOLLO)).isEqualTo(2_000);
  }

  @Contract({"STO-01", "STO-10"})
  @Test
  void a_flush_and_a_close_after_an_append_that_failed_are_not_true() throws Exception {
    EventStore store = open();
    place().destroy();
    EventBus bus = EventBus.builder().tap(AsyncTap.of(new StoreTap(store))).build();
    bus.emit(event());

    assertThat(bus.flush(LONG)).isFalse();
    assertThat(bus.flush(LONG)).as("told once").isTrue();

    AsyncTap behind = AsyncTap.of(new StoreTap(store));
    behind.onEvent(event());
    assertThat(behind.close(LONG)).isFalse();
  }

  @Contract({"STO-02", "STO-05"})
  @Test
  void readers_see_whole_batches_in_order_while_threads_append() throws Exception {
    EventStore store = open();
    int batchSize = 50;
    List<Thread> writers = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      List<List<DomainEvent>> batches = Stream.generate(() -> events(batchSize)).limit(10).toList();
      writers.add(new Thread(() -> batches.forEach(store::append)));
    }
    writers.forEach(Thread::start);
    long last = 0;
    Set<Long> seen = new TreeSet<>();
    while (seen.size() < 2_000) {
      for (StoredEvent stored : store.list(IN_APOLLO.cursor(Cursor.after(last)))) {
        assertThat(stored.seq()).as("nothing appears below what was seen").isGreaterThan(last);
        last = stored.seq();
        seen.add(last);
      }
      if (backend() == Backend.SQLITE) {
        assertThat(seen.size() % batchSize).as("batches are seen whole").isZero();
      }
    }
    for (Thread writer : writers) {
      writer.join();
    }
    assertThat(store.count(IN_APOLLO)).isEqualTo(2_000);
  }

  @Contract("STO-05")
  @Test
  void a_clock_that_steps_back_an_hour_changes_no_order() {
    EventStore store = open();
    DomainEvent before = event(EventType.PLAN_CREATED).build();
    store.append(before);
    clock.set(clock.instant().minus(Duration.ofHours(1)));
    DomainEvent after = event(EventType.PLAN_APPLIED).build();
    store.append(after);

    assertThat(read(store, IN_APOLLO.cursor(Cursor.start()))).containsExactly(before, after);
    List<StoredEvent> stored = store.list(IN_APOLLO.cursor(Cursor.start()));
    assertThat(stored.get(1).receivedAt()).isBefore(stored.get(0).receivedAt());
    assertThat(read(store, IN_APOLLO.cursor(Cursor.after(stored.get(0).seq()))))
        .as("a reader that goes on by place misses nothing")
        .containsExactly(after);
    assertThat(read(store, IN_APOLLO.window(Window.all().newest(before.timestamp()))))
        .as("for people it happened before")
        .containsExactly(after);
  }
}
