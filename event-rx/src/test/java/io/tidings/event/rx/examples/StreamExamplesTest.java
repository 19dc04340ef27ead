package io.tidings.event.rx.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.schedulers.Schedulers;
import io.reactivex.rxjava3.schedulers.TestScheduler;
import io.reactivex.rxjava3.subjects.PublishSubject;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventContext;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.PayloadKind;
import io.tidings.event.Subscription;
import io.tidings.event.rx.Overflow;
import io.tidings.event.rx.ReactiveEventBus;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The examples of the guide and of the Javadoc. */
class StreamExamplesTest {

  record OrderPlaced(String orderId, long cents) {}

  static final PayloadKind<OrderPlaced> ORDER_PLACED =
      PayloadKind.of("order.placed", OrderPlaced.class);

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final TestScheduler scheduler = new TestScheduler();
  private final Trail trail = new Trail();
  private final Overview overview = new Overview();
  private final Mailer mailer = new Mailer();

  /** A host's trail. */
  private static final class Trail {
    private final List<DomainEvent> events = new ArrayList<>();

    void append(DomainEvent event) {
      events.add(event);
    }
  }

  /** A page that displays plans. */
  private static final class Overview {
    private final List<String> refreshed = new CopyOnWriteArrayList<>();

    void refresh(@Nullable String planId) {
      refreshed.add(String.valueOf(planId));
    }
  }

  /** A host's mailer. */
  private static final class Mailer {
    private final List<@Nullable DomainEvent> sentDuring = new CopyOnWriteArrayList<>();

    void send(DomainEvent event) {
      sentDuring.add(event);
    }
  }

  private static void follow(ReactiveEventBus bus) {
    DomainEvent current = EventContext.capture().event();
    if (current != null && current.is(EventType.PLAN_APPLIED)) {
      bus.emit(DomainEvent.of(EventType.PLAN_STATE_CHANGED));
    }
  }

  @Test
  void observer_receives_selected_events() {
    ReactiveEventBus bus = ReactiveEventBus.create();
    Disposable errors =
        bus.stream(EventSelector.kind(EventType.TOOL_ERRORED))
            .subscribe(event -> lines.add(event.kind().id()));
    bus.emit(DomainEvent.of(EventType.TOOL_ERRORED));
    errors.dispose();

    assertThat(lines).containsExactly("tool.errored");
  }

  @Test
  void consumer_receives_selected_events() {
    ReactiveEventBus bus = ReactiveEventBus.create();
    Subscription seen = bus.observe(EventSelector.category("plan"), event -> lines.add(event.id()));
    bus.emit(DomainEvent.of(EventType.PLAN_CREATED));
    seen.close();

    assertThat(lines).hasSize(1);
  }

  @Test
  void typed_stream_sums_payloads() {
    ReactiveEventBus bus = ReactiveEventBus.create();
    TestScheduler time = new TestScheduler();
    bus.stream(ORDER_PLACED)
        .window(1, TimeUnit.SECONDS, time)
        .flatMapSingle(second -> second.reduce(0L, (sum, placed) -> sum + placed.payload().cents()))
        .subscribe(sum -> lines.add(sum + " cents"));
    bus.emit(ORDER_PLACED, new OrderPlaced("o-1", 990));
    bus.emit(ORDER_PLACED, new OrderPlaced("o-2", 10));
    time.advanceTimeBy(1, TimeUnit.SECONDS);

    assertThat(lines).containsExactly("1000 cents");
  }

  @Test
  void typed_consumer_receives_payloads() {
    ReactiveEventBus bus = ReactiveEventBus.create();
    Subscription orders =
        bus.observe(
            EventSelector.kind(ORDER_PLACED),
            ORDER_PLACED.handler((order, event) -> lines.add(order.orderId())));
    bus.emit(ORDER_PLACED, new OrderPlaced("o-1", 990));
    orders.close();

    assertThat(lines).containsExactly("o-1");
  }

  @Test
  void javadoc_of_the_typed_stream() {
    ReactiveEventBus bus = ReactiveEventBus.create();
    bus.stream(ORDER_PLACED)
        .map(placed -> placed.payload().orderId())
        .subscribe(id -> overview.refresh(id));
    bus.emit(ORDER_PLACED, new OrderPlaced("o-1", 990));

    assertThat(overview.refreshed).containsExactly("o-1");
  }

  @Test
  void debounce_keeps_the_last_event() {
    ReactiveEventBus bus = ReactiveEventBus.create();
    TestScheduler time = new TestScheduler();
    bus.stream(EventSelector.category("plan"))
        .debounce(200, TimeUnit.MILLISECONDS, time)
        .subscribe(event -> lines.add("refresh after " + event.kind().id()));

    bus.emit(DomainEvent.of(EventType.PLAN_CREATED));
    time.advanceTimeBy(150, TimeUnit.MILLISECONDS);
    bus.emit(DomainEvent.of(EventType.PLAN_APPLIED));
    time.advanceTimeBy(200, TimeUnit.MILLISECONDS);

    assertThat(lines).containsExactly("refresh after plan.applied");
  }

  @Test
  void window_counts_by_category() {
    ReactiveEventBus bus = ReactiveEventBus.create();
    TestScheduler time = new TestScheduler();
    bus.stream()
        .window(1, TimeUnit.SECONDS, time)
        .flatMapSingle(
            second ->
                second.collect(
                    TreeMap<String, Long>::new,
                    (counts, event) ->
                        counts.merge(EventKind.category(event.kind()), 1L, Long::sum)))
        .subscribe(counts -> lines.add(counts.toString()));
    bus.emit(DomainEvent.of(EventType.PLAN_CREATED));
    bus.emit(DomainEvent.of(EventType.TOOL_INVOKED));
    bus.emit(DomainEvent.of(EventType.PLAN_APPLIED));
    time.advanceTimeBy(1, TimeUnit.SECONDS);

    assertThat(lines).containsExactly("{plan=2, tool=1}");
  }

  @Test
  void merge_combines_sources() {
    ReactiveEventBus bus = ReactiveEventBus.create();
    PublishSubject<String> clicks = PublishSubject.create();
    Observable.merge(clicks, bus.stream().map(event -> event.kind().id())).subscribe(lines::add);
    bus.subscribe(EventType.PLAN_APPLIED, event -> lines.add("handled"));

    clicks.onNext("click");
    bus.emit(DomainEvent.of(EventType.PLAN_APPLIED));

    assertThat(lines).containsExactly("click", "plan.applied", "handled");
  }

  @Test
  void open_context_restores_the_cause() {
    ReactiveEventBus bus = ReactiveEventBus.create();
    bus.stream()
        .observeOn(scheduler)
        .subscribe(
            event -> {
              try (var opened = EventContext.of(event).open()) {
                follow(bus);
              }
            });
    bus.subscribe(
        EventType.PLAN_STATE_CHANGED, event -> lines.add(String.valueOf(event.causationId())));
    DomainEvent applied = DomainEvent.of(EventType.PLAN_APPLIED);
    bus.emit(applied);
    scheduler.triggerActions();

    assertThat(lines).containsExactly(applied.id());
  }

  @Test
  void keep_latest_drops_older_events() {
    ReactiveEventBus bus = ReactiveEventBus.create();
    bus.flow(EventSelector.all(), Overflow.keepLatest(), 16)
        .observeOn(scheduler, false, 1)
        .subscribe(event -> lines.add(event.id()));
    for (int i = 0; i < 100; i++) {
      bus.emit(DomainEvent.of(EventType.TOOL_INVOKED));
    }
    scheduler.triggerActions();

    assertThat(lines).hasSizeLessThan(20);
    assertThat(bus.metrics().dropped()).isEqualTo(100 - lines.size());
  }

  @Test
  void audit_tap_receives_events() {
    ReactiveEventBus audited =
        ReactiveEventBus.builder().audit(event -> trail.append(event)).build();
    audited.emit(DomainEvent.of(EventType.PLAN_APPLIED));

    assertThat(trail.events).hasSize(1);
  }

  @Test
  void javadoc_of_the_bus() throws Exception {
    ReactiveEventBus bus = ReactiveEventBus.create();
    bus.stream(EventSelector.category("plan"))
        .debounce(200, TimeUnit.MILLISECONDS)
        .subscribe(event -> overview.refresh(event.planId()));
    bus.emit(DomainEvent.builder(EventType.PLAN_APPLIED).planId("p-1").build());
    bus.close();

    assertThat(overview.refreshed).containsExactly("p-1");
  }

  @Test
  void javadoc_of_the_bus_on_threads() {
    ReactiveEventBus bus = ReactiveEventBus.create();
    bus.stream()
        .observeOn(Schedulers.io())
        .subscribe(event -> EventContext.of(event).wrap(() -> mailer.send(event)).run());
    Observable<DomainEvent> last = bus.stream().observeOn(Schedulers.io()).takeLast(1).cache();
    Disposable waiting = last.subscribe();
    bus.emit(DomainEvent.of(EventType.PLAN_APPLIED));
    bus.close();

    assertThat(last.blockingFirst().is(EventType.PLAN_APPLIED)).isTrue();
    assertThat(waiting.isDisposed()).isTrue();
  }

  @Test
  void javadoc_of_the_builder() {
    ReactiveEventBus bus =
        ReactiveEventBus.builder()
            .audit(event -> trail.append(event))
            .overflow(Overflow.dropOldest(), 100)
            .build();
    bus.emit(DomainEvent.of(EventType.PLAN_APPLIED));

    assertThat(trail.events).hasSize(1);
  }
}
