package io.tidings.event.testkit;

import static io.tidings.event.testkit.Order.PAID;
import static io.tidings.event.testkit.Order.PLACED;
import static io.tidings.event.testkit.Order.SHIPPED;
import static io.tidings.event.testkit.TidingsAssertions.assertThat;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventContext;
import io.tidings.event.EventScope;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CaptureTest {

  private static final int ROUNDS = 200;
  private static final Duration LONG = Duration.ofSeconds(10);

  private final RecordingEventBus bus = RecordingEventBus.create();
  private final ExecutorService tests = Executors.newFixedThreadPool(2);
  private final ExecutorService pool = Executors.newFixedThreadPool(2);
  private final CyclicBarrier together = new CyclicBarrier(2);

  @AfterEach
  void shutDown() {
    tests.shutdownNow();
    pool.shutdownNow();
  }

  private void emit(Order kind, String actor) {
    bus.emit(DomainEvent.builder(kind).actorName(actor).build());
  }

  /** Emits on the test's thread and, with the context carried over, on another. */
  private void work(String test, Executor executor) throws Exception {
    together.await(10, SECONDS);
    for (int i = 0; i < ROUNDS; i++) {
      emit(PLACED, test);
      executor.execute(() -> emit(PAID, test));
    }
  }

  private List<Recording> inParallel(Callable<Recording> one, Callable<Recording> other)
      throws Exception {
    Future<Recording> first = tests.submit(one);
    Future<Recording> second = tests.submit(other);
    return List.of(first.get(20, SECONDS), second.get(20, SECONDS));
  }

  @Test
  void parallel_captures_contain_only_their_own_events() throws Exception {
    Executor carrying = EventContext.propagating(pool);
    List<Recording> recordings =
        inParallel(
            () -> bus.capture(() -> work("ann", carrying)),
            () -> bus.capture(() -> work("bob", carrying)));

    for (int i = 0; i < 2; i++) {
      Recording recording = recordings.get(i);
      assertThat(recording.await(events -> events.size() == 2 * ROUNDS, LONG)).isTrue();
      assertThat(recording).emittedExactly(ROUNDS, PLACED).emittedExactly(ROUNDS, PAID);
      assertThat(recording.events())
          .extracting(DomainEvent::actorName)
          .containsOnly(i == 0 ? "ann" : "bob");
    }
    assertThat(bus).emittedExactly(2 * ROUNDS, PLACED).emittedExactly(2 * ROUNDS, PAID);
  }

  /** The negative control: a capture by thread misses events and includes those of others. */
  @Test
  void capture_by_thread_misses_and_mixes_events() throws Exception {
    var byThread = new ConcurrentHashMap<Thread, List<DomainEvent>>();
    RecordingEventBus watched =
        RecordingEventBus.create(
            options ->
                options.tap(
                    event ->
                        byThread
                            .computeIfAbsent(
                                Thread.currentThread(), thread -> new CopyOnWriteArrayList<>())
                            .add(event)));
    ExecutorService shared = Executors.newSingleThreadExecutor();
    try {
      for (String test : List.of("ann", "bob")) {
        Executor carrying = EventContext.propagating(shared);
        Recording recording =
            watched.capture(
                () -> {
                  watched.emit(DomainEvent.builder(PLACED).actorName(test).build());
                  carrying.execute(
                      () -> watched.emit(DomainEvent.builder(PAID).actorName(test).build()));
                });
        assertThat(recording).within(LONG).emitted(PAID).withActor(test);
      }
    } finally {
      shared.shutdownNow();
    }

    assertThat(byThread.get(Thread.currentThread()))
        .as("the tests' own thread: the events of the pool are missing, both tests' are mixed")
        .extracting(event -> event.kind().id(), DomainEvent::actorName)
        .containsExactly(tuple("order.placed", "ann"), tuple("order.placed", "bob"));
  }

  @Test
  void capture_excludes_earlier_and_unrelated_events() throws Exception {
    emit(PLACED, "before");
    Recording recording =
        bus.capture(
            () -> {
              emit(PAID, "own");
              tests.submit(() -> emit(PAID, "no context carried")).get(10, SECONDS);
              bus.emit(DomainEvent.root(SHIPPED).build());
              bus.emit(DomainEvent.builder(SHIPPED).correlationId("given").build());
            });
    emit(PLACED, "after");

    assertThat(recording.events()).extracting(DomainEvent::actorName).containsExactly("own");
  }

  @Test
  void capture_includes_events_emitted_by_handlers() {
    bus.subscribe(PLACED, event -> emit(PAID, "handler"));

    Recording recording = bus.capture(() -> emit(PLACED, "own"));

    assertThat(recording).emittedInOrder(PLACED, PAID).emitted(PAID).causedBy(PLACED);
  }

  @Test
  void late_event_is_in_no_later_capture() {
    ManualExecutor late = new ManualExecutor();
    Executor carrying = EventContext.propagating(late);
    Recording first = bus.capture(() -> carrying.execute(() -> emit(PLACED, "first")));
    Recording second =
        bus.capture(
            () -> {
              late.runAll();
              emit(PLACED, "second");
            });

    assertThat(second.events()).extracting(DomainEvent::actorName).containsExactly("second");
    assertThat(first.events()).extracting(DomainEvent::actorName).containsExactly("first");
  }

  @Test
  void nested_capture_is_separate() {
    Recording[] inner = new Recording[1];
    Recording outer =
        bus.capture(
            () -> {
              emit(PLACED, "outer");
              inner[0] = bus.capture(() -> emit(PAID, "inner"));
              emit(SHIPPED, "outer");
            });

    assertThat(outer).emittedOnly(PLACED, SHIPPED);
    assertThat(inner[0]).emittedOnly(PAID);
  }

  @Test
  void capture_keeps_scope_plan_and_session() {
    EventScope scope = EventScope.none().withProject("apollo");
    bus.subscribe(
        PLACED,
        event ->
            assertThat(bus.capture(() -> emit(PAID, "own")))
                .emitted(PAID)
                .withScope(scope)
                .withPlan("p-1")
                .withSession("s-1"));

    var result =
        bus.emit(DomainEvent.builder(PLACED).scope(scope).planId("p-1").sessionId("s-1").build());

    assertThat(result.failures()).isEmpty();
  }

  @Test
  void capture_rethrows_and_restores_the_context() {
    IOException broken = new IOException("broken");

    assertThatThrownBy(
            () ->
                bus.capture(
                    () -> {
                      throw broken;
                    }))
        .isSameAs(broken);
    assertThat(EventContext.capture().event()).isNull();
  }

  @Test
  void captures_have_different_correlation_ids() {
    List<Recording> captures =
        IntStream.range(0, 100).mapToObj(i -> bus.capture(() -> emit(PLACED, "x"))).toList();

    assertThat(captures).allSatisfy(one -> assertThat(one.events()).hasSize(1));
  }
}
