package io.tidings.event.observe.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidings.event.DispatchOrder;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventFactory;
import io.tidings.event.EventHandler;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.Subscription;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.async.AsyncOptions;
import io.tidings.event.async.DeadLetters;
import io.tidings.event.async.OverflowPolicy;
import io.tidings.event.async.RetryPolicy;
import io.tidings.event.observe.ObservedEventBus;
import io.tidings.event.spi.FailureListener;
import io.tidings.event.testkit.ManualExecutor;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.LogCapture;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BusMetersTest {

  private static final EventType KIND = EventType.PLAN_CREATED;
  private static final EventKind HOST = EventKind.of("order.placed");

  private final AtomicLong clock = new AtomicLong();
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private BusMeters meters = bound(BusMeters.builder().everyCall());
  private EventBus bus = wrapped(EventBus.create());

  private BusMeters bound(BusMeters.Builder builder) {
    BusMeters made = builder.clock(clock::get).build();
    made.bindTo(registry);
    return made;
  }

  private EventBus wrapped(EventBus inner) {
    return ObservedEventBus.wrap(inner, meters);
  }

  private static EventBus silent() {
    return EventBus.builder().failureListener(new Silent()).build();
  }

  private static final class Silent implements FailureListener {
    @Override
    public void handlerFailed(DomainEvent event, Subscription subscription, Throwable failure) {}
  }

  @AfterEach
  void close() {
    bus.close();
  }

  private void emit(EventKind kind) {
    bus.emit(bus.events().builder(kind).build());
  }

  private double counter(Metric metric, String... tags) {
    return registry.get(metric.id()).tags(tags).functionCounter().count();
  }

  private double gauge(Metric metric, String... tags) {
    return registry.get(metric.id()).tags(tags).gauge().value();
  }

  private static SubscriptionOptions named(String name) {
    return SubscriptionOptions.named(name);
  }

  @Contract("OBS-02")
  @Test
  void emitted_events_are_counted_by_kind_of_the_catalogue() {
    EventCatalog catalog = EventCatalog.builder().kind(HOST).build();
    bus = wrapped(EventBus.builder().events(EventFactory.standard().withCatalog(catalog)).build());
    emit(KIND);
    emit(KIND);
    emit(HOST);
    emit(EventKind.of("order.unknown"));
    emit(EventKind.of("order.foreign"));

    assertThat(counter(Metric.EMITTED, "kind", "plan.created")).isEqualTo(2);
    assertThat(counter(Metric.EMITTED, "kind", "order.placed")).isEqualTo(1);
    assertThat(counter(Metric.EMITTED, "kind", "other")).isEqualTo(2);
    assertThat(registry.find(Metric.REJECTED.id()).meters()).isEmpty();
  }

  @Contract("OBS-02")
  @Test
  void ten_thousand_host_kinds_add_one_meter() {
    emit(KIND);
    int before = registry.getMeters().size();
    IntStream.range(0, 10_000).forEach(i -> emit(EventKind.of("host.kind_" + i)));

    assertThat(registry.getMeters()).hasSize(before + 1);
    assertThat(counter(Metric.EMITTED, "kind", "other")).isEqualTo(10_000);
  }

  @Contract("OBS-02")
  @Test
  void rejected_and_dropped_events_are_counted_by_reason() {
    bus = wrapped(EventBus.builder().order(DispatchOrder.FORBID).build());
    bus.subscribe(KIND, event -> emit(HOST));
    bus.subscribe(HOST, event -> {});
    emit(KIND);
    bus.close();
    try (LogCapture log = LogCapture.of(EventBus.class)) {
      emit(KIND);
      assertThat(log.warnings()).hasSize(1);
    }

    assertThat(counter(Metric.EMITTED, "kind", "plan.created")).isEqualTo(1);
    assertThat(counter(Metric.REJECTED, "kind", "other", "reason", "limit")).isEqualTo(1);
    assertThat(counter(Metric.REJECTED, "kind", "plan.created", "reason", "closed")).isEqualTo(1);
  }

  @Contract("OBS-03")
  @Test
  void calls_times_and_failures_are_those_of_the_handler() {
    bus = wrapped(silent());
    bus.subscribe(
        EventSelector.all(),
        named("mailer"),
        event -> {
          clock.addAndGet(event.is(KIND) ? 5_000 : 7_000);
          if (!event.is(KIND)) {
            throw new IllegalStateException("no mail");
          }
        });
    emit(KIND);
    emit(KIND);
    emit(HOST);

    var timer = registry.get(Metric.HANDLER.id()).tag("subscription", "mailer").functionTimer();
    assertThat(timer.count()).isEqualTo(3);
    assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isEqualTo(17_000);
    assertThat(counter(Metric.HANDLER_FAILURES, "subscription", "mailer")).isEqualTo(1);
    assertThat(counter(Metric.FAILED, "subscription", "mailer")).isEqualTo(1);
    assertThat(counter(Metric.DELIVERED, "subscription", "mailer")).isEqualTo(2);
    assertThat(
            registry
                .get(Metric.HANDLER_MAX.id())
                .tag("subscription", "mailer")
                .timeGauge()
                .value(TimeUnit.NANOSECONDS))
        .isEqualTo(7_000);
  }

  @Contract("OBS-04")
  @Test
  void queue_numbers_are_those_of_the_subscription() {
    bus = wrapped(silent());
    ManualExecutor executor = new ManualExecutor();
    bus.subscribe(
        EventSelector.all(),
        named("index")
            .async(
                AsyncOptions.defaults()
                    .capacity(2)
                    .overflow(OverflowPolicy.DROP_NEWEST)
                    .executor(executor))
            .retrying(RetryPolicy.attempts(2).backoff(Duration.ofNanos(1), Duration.ofNanos(1)))
            .deadLetters(DeadLetters.keeping(10)),
        event -> {
          throw new IllegalStateException("no index");
        });
    IntStream.range(0, 5).forEach(i -> emit(KIND));

    assertThat(gauge(Metric.QUEUED, "subscription", "index")).isEqualTo(2);
    assertThat(counter(Metric.DROPPED, "subscription", "index")).isEqualTo(3);
    while (gauge(Metric.DEAD, "subscription", "index") < 2) {
      executor.runNext();
    }
    assertThat(gauge(Metric.IN_FLIGHT, "subscription", "index")).isZero();
    assertThat(counter(Metric.RETRIED, "subscription", "index")).isEqualTo(2);
    assertThat(counter(Metric.HANDLER_FAILURES, "subscription", "index")).isEqualTo(4);
  }

  @Contract("OBS-04")
  @Test
  void sums_remain_when_a_subscription_ends() {
    Subscription first =
        bus.subscribe(EventSelector.all(), named("s"), event -> clock.addAndGet(4));
    Subscription second =
        bus.subscribe(EventSelector.all(), named("s"), event -> clock.addAndGet(6));
    emit(KIND);
    assertThat(first.unsubscribe()).isTrue();
    assertThat(first.unsubscribe()).isFalse();
    emit(KIND);
    second.close();
    assertThat(second.isActive()).isFalse();

    assertThat(counter(Metric.DELIVERED, "subscription", "s")).isEqualTo(3);
    var timer = registry.get(Metric.HANDLER.id()).tag("subscription", "s").functionTimer();
    assertThat(timer.count()).isEqualTo(3);
    assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isEqualTo(16);
    assertThat(gauge(Metric.HANDLER_MAX, "subscription", "s")).isEqualTo(6e-9);
    assertThat(meters.group("s", true).size()).isZero();
  }

  @Contract("OBS-04")
  @Test
  void subscriptions_of_a_closed_bus_are_removed_and_counted() {
    bus.subscribe(EventSelector.all(), named("s"), event -> {});
    emit(KIND);
    bus.close();

    assertThat(counter(Metric.DELIVERED, "subscription", "s")).isEqualTo(1);
    assertThat(meters.group("s", true).size()).isZero();
  }

  @Contract("OBS-04")
  @Test
  void unnamed_subscriptions_are_counted_under_their_class() {
    IntStream.range(0, 1_000)
        .forEach(i -> bus.subscribe(EventSelector.session("s-" + i), new Mailer()));
    bus.emit(DomainEvent.builder(KIND).sessionId("s-7").build());

    assertThat(counter(Metric.DELIVERED, "subscription", Mailer.class.getName())).isEqualTo(1);
    assertThat(registry.find(Metric.DELIVERED.id()).meters()).hasSize(1);
  }

  private static final class Mailer implements EventHandler {
    @Override
    public void handle(DomainEvent event) {}
  }

  @Contract("OBS-04")
  @Test
  void names_beyond_the_limit_are_counted_as_other() {
    meters = bound(BusMeters.builder().subscriptions(2));
    bus = wrapped(EventBus.create());
    try (LogCapture log = LogCapture.of(BusMeters.class)) {
      IntStream.range(0, 10)
          .forEach(i -> bus.subscribe(EventSelector.all(), named("s-" + i), event -> {}));
      emit(KIND);

      assertThat(counter(Metric.DELIVERED, "subscription", "other")).isEqualTo(8);
      assertThat(counter(Metric.DELIVERED, "subscription", "s-1")).isEqualTo(1);
      assertThat(registry.find(Metric.DELIVERED.id()).meters()).hasSize(3);
      assertThat(log.warnings()).singleElement().asString().contains("s-2", "other");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BusMeters.builder().subscriptions(0))
        .withMessageContaining("subscriptions");
  }

  @Contract("OBS-05")
  @Test
  void meters_may_be_bound_late_twice_and_to_several_registries() {
    BusMeters late = BusMeters.builder().tags("bus", "orders").build();
    bus = ObservedEventBus.wrap(EventBus.create(), late);
    bus.subscribe(EventSelector.all(), named("s"), event -> {});
    emit(KIND);
    MeterRegistry one = new SimpleMeterRegistry();
    MeterRegistry two = new SimpleMeterRegistry();
    late.bindTo(one);
    late.bindTo(one);
    emit(HOST);
    late.bindTo(two);

    for (MeterRegistry each : List.of(one, two)) {
      var emitted = each.get(Metric.EMITTED.id()).tag("bus", "orders");
      assertThat(emitted.tag("kind", "plan.created").functionCounter().count()).isEqualTo(1);
      assertThat(each.get(Metric.DELIVERED.id()).functionCounter().count()).isEqualTo(2);
    }
    assertThat(one.getMeters()).hasSameSizeAs(two.getMeters());
  }

  @Contract("OBS-05")
  @Test
  void buses_may_share_meters() {
    try (EventBus other = ObservedEventBus.wrap(EventBus.create(), meters)) {
      emit(KIND);
      other.emit(DomainEvent.of(KIND));

      assertThat(counter(Metric.EMITTED, "kind", "plan.created")).isEqualTo(2);
    }
  }
}
