package io.tidings.event.rx;

import static io.tidings.event.rx.Given.A;
import static io.tidings.event.rx.Given.B;
import static io.tidings.event.rx.Given.a;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivex.rxjava3.schedulers.Schedulers;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventContext;
import io.tidings.event.EventScope;
import io.tidings.event.EventSelector;
import io.tidings.event.testkit.contract.Contract;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The current event and scope inside observers. */
@Contract("STR-03")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ContextTest {

  private final ReactiveEventBus bus = ReactiveEventBus.create();
  private final List<EventContext> seen = new CopyOnWriteArrayList<>();

  private static DomainEvent scoped(int number) {
    EventScope scope = EventScope.none().withUser("u-" + number);
    return a(number).toBuilder().scope(scope).build();
  }

  private void assertSeen(DomainEvent... events) {
    assertThat(seen).extracting(EventContext::event).containsExactly(events);
    assertThat(seen)
        .extracting(EventContext::scope)
        .containsExactlyElementsOf(List.of(events).stream().map(DomainEvent::scope).toList());
  }

  @Test
  void event_and_scope_are_current_inside_an_observer() {
    bus.stream().subscribe(event -> seen.add(EventContext.capture()));
    DomainEvent event = scoped(1);
    bus.emit(event);

    assertSeen(event);
    assertThat(EventContext.capture().event()).isNull();
  }

  @Test
  void context_left_open_is_closed_before_the_next_observer() {
    bus.stream().subscribe(event -> EventContext.of(scoped(9)).open());
    bus.observe(EventSelector.all(), event -> seen.add(EventContext.capture()));
    bus.observe(EventSelector.all(), event -> EventScope.none().withUser("left").open());
    bus.observe(EventSelector.all(), event -> seen.add(EventContext.capture()));
    bus.subscribe(A, event -> seen.add(EventContext.capture()));
    DomainEvent event = scoped(1);
    bus.emit(event);

    assertSeen(event, event, event);
    assertThat(EventContext.capture().event()).isNull();
  }

  @Test
  void event_of_another_thread_is_current_at_its_delivery() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch queued = new CountDownLatch(1);
    List<Thread> threads = new CopyOnWriteArrayList<>();
    bus.observe(
        EventSelector.all(),
        event -> {
          threads.add(Thread.currentThread());
          seen.add(EventContext.capture());
          inside.countDown();
          Threads.await(queued);
          EventScope.none().withUser("left").open();
        });
    DomainEvent first = scoped(1);
    DomainEvent second = scoped(2);
    List<@Nullable DomainEvent> handled = new CopyOnWriteArrayList<>();
    bus.subscribe(A, event -> handled.add(EventContext.capture().event()));
    FutureTask<?> one = Threads.start(() -> bus.emit(first));
    Threads.await(inside);
    bus.emit(second);
    queued.countDown();
    Threads.join(one);

    assertSeen(first, second);
    assertThat(threads.get(0)).isSameAs(threads.get(1)).isNotSameAs(Thread.currentThread());
    assertThat(handled).containsExactly(second, first);
  }

  @Test
  void event_emitted_by_an_observer_has_the_cause_of_its_event() {
    Probe probe = new Probe();
    bus.stream(EventSelector.kind(A)).subscribe(event -> bus.emit(DomainEvent.of(B)));
    bus.stream(EventSelector.kind(B)).subscribe(probe);
    DomainEvent event = scoped(1);
    bus.emit(event);

    assertThat(probe.events)
        .singleElement()
        .satisfies(
            caused -> {
              assertThat(caused.causationId()).isEqualTo(event.id());
              assertThat(caused.scope()).isEqualTo(event.scope());
            });
  }

  @Test
  void event_requested_later_is_current_at_its_delivery() {
    FlowProbe probe = new FlowProbe(0, event -> seen.add(EventContext.capture()));
    bus.flow(EventSelector.all(), Overflow.block(), 8).subscribe(probe);
    DomainEvent event = scoped(1);
    bus.emit(event);
    probe.request(1);

    assertSeen(event);
    assertThat(EventContext.capture().event()).isNull();
  }

  @Test
  void wrap_carries_the_context_to_scheduler_threads() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    CountDownLatch both = new CountDownLatch(2);
    bus.stream()
        .observeOn(Schedulers.from(pool))
        .subscribe(event -> EventContext.of(event).wrap(() -> note(both)).run());
    DomainEvent first = scoped(1);
    DomainEvent second = scoped(2);
    bus.emit(first);
    bus.emit(second);
    Threads.await(both);
    pool.shutdownNow();

    assertSeen(first, second);
  }

  /** The negative control: one scheduler task serves many events and has the context of one. */
  @Test
  void propagating_executor_gives_a_scheduler_a_wrong_context() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    CountDownLatch begin = new CountDownLatch(1);
    CountDownLatch both = new CountDownLatch(2);
    pool.execute(
        () -> {
          try {
            Threads.await(begin);
          } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
          }
        });
    bus.stream()
        .observeOn(Schedulers.from(EventContext.propagating(pool)))
        .subscribe(event -> note(both));
    DomainEvent first = scoped(1);
    bus.emit(first);
    bus.emit(scoped(2));
    begin.countDown();
    Threads.await(both);
    pool.shutdownNow();

    assertSeen(first, first);
  }

  private void note(CountDownLatch latch) {
    seen.add(EventContext.capture());
    latch.countDown();
  }
}
