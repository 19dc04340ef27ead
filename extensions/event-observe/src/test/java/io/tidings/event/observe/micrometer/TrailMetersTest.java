package io.tidings.event.observe.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventType;
import io.tidings.event.async.AsyncTap;
import io.tidings.event.async.RetryPolicy;
import io.tidings.event.store.Cursor;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.Follower;
import io.tidings.event.store.StoreException;
import io.tidings.event.store.delivery.Delivery;
import io.tidings.event.store.delivery.DeliveryKey;
import io.tidings.event.store.delivery.DeliveryOptions;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.webhooks.WebhookDelivery;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The meters of a trail, its readers, the taps before it and the webhooks behind it. */
@Timeout(60)
class TrailMetersTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final DeliveryOptions ONCE =
      DeliveryOptions.perKey(DeliveryKey.NONE).retrying(RetryPolicy.none());
  private static final DeliveryOptions TWICE =
      DeliveryOptions.perKey(DeliveryKey.NONE)
          .retrying(RetryPolicy.attempts(2).backoff(Duration.ofMillis(1), Duration.ofMillis(2)));

  @TempDir private Path directory;

  private final AtomicLong clock = new AtomicLong();
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final TrailMeters meters = new TrailMeters(() -> clock.addAndGet(1_000));

  private EventStore open() {
    return EventStore.builder(directory.resolve("trail.db")).observer(meters).open();
  }

  private static DomainEvent event() {
    return DomainEvent.of(EventType.PLAN_CREATED);
  }

  private double gauge(Metric metric, String... tags) {
    return registry.get(metric.id()).tags(tags).gauge().value();
  }

  @Contract("OBS-06")
  @Test
  void appends_are_timed_with_their_number_of_events() {
    EventStore trail = open();
    trail.append(event());
    meters.bindTo(registry);
    trail.append(List.of(event(), event(), event()));
    trail.appendStorable(List.of(event()));
    trail.close();
    assertThatThrownBy(() -> trail.append(event())).isInstanceOf(StoreException.class);

    var appends = registry.get(Metric.APPEND.id());
    assertThat(appends.tag("outcome", "success").timer().count()).isEqualTo(2);
    assertThat(appends.tag("outcome", "success").timer().totalTime(TimeUnit.NANOSECONDS))
        .isEqualTo(2_000);
    assertThat(registry.get(Metric.APPEND.id()).tag("outcome", "failure").timer().count())
        .isEqualTo(1);
    var events = registry.get(Metric.APPEND_EVENTS.id()).tag("outcome", "success").summary();
    assertThat(events.count()).isEqualTo(2);
    assertThat(events.totalAmount()).isEqualTo(4);
    assertThat(events.max()).isEqualTo(3);
  }

  @Contract("OBS-06")
  @Test
  void attempts_of_deliveries_are_timed_by_outcome() {
    meters.bindTo(registry);
    try (EventStore trail = open()) {
      trail.append(List.of(event(), event()));
      try (Delivery delivery =
          trail.deliver(
              "mailer",
              EventQuery.platform(),
              TWICE,
              attempt -> {
                if (attempt.seq() == 1 && attempt.number() == 1) {
                  throw new IllegalStateException("not yet");
                }
              })) {
        assertThat(delivery.flush(LONG)).isTrue();
      }
    }

    var attempts = registry.get(Metric.ATTEMPT.id()).tag("delivery", "mailer");
    assertThat(attempts.tag("outcome", "success").timer().count()).isEqualTo(2);
    assertThat(registry.get(Metric.ATTEMPT.id()).tags("outcome", "failure").timer().count())
        .isEqualTo(1);
    assertThat(registry.get(Metric.ATTEMPT_RETRIES.id()).counter().count()).isEqualTo(1);
  }

  @Contract("OBS-06")
  @Test
  void lags_are_those_of_deliveries_and_followers() throws Exception {
    AtomicLong time = new AtomicLong();
    EventStore trail = open();
    LagMeters lag = new LagMeters(trail, time::get);
    lag.bindTo(registry);
    assertThat(gauge(Metric.DELIVERIES)).isZero();

    trail.append(List.of(event(), event(), event()));
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Follower mirror =
        trail.follow(
            EventQuery.platform(),
            Cursor.start(),
            stored -> {
              if (stored.seq() == 2) {
                first.countDown();
                assertThat(go.await(30, TimeUnit.SECONDS)).isTrue();
              }
            });
    lag.follower("mirror", mirror);
    try (Delivery delivery =
        trail.deliver(
            "mailer",
            EventQuery.platform(),
            ONCE,
            attempt -> {
              throw new IllegalStateException("no mail");
            })) {
      assertThat(delivery.flush(LONG)).isTrue();
    }
    trail.append(event());
    assertThat(first.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(gauge(Metric.DELIVERIES)).as("within ten seconds").isZero();
    time.addAndGet(TimeUnit.SECONDS.toNanos(10));

    assertThat(gauge(Metric.DELIVERIES)).isEqualTo(1);
    assertThat(gauge(Metric.DELIVERY_LAG, "delivery", "mailer")).isEqualTo(1);
    assertThat(gauge(Metric.DELIVERY_DEAD, "delivery", "mailer")).isEqualTo(3);
    assertThat(gauge(Metric.DELIVERY_FAILED, "delivery", "mailer")).isZero();
    assertThat(gauge(Metric.DELIVERY_HELD, "delivery", "mailer")).isZero();
    assertThat(registry.get(Metric.DELIVERY_LAG_TIME.id()).timeGauge().value(TimeUnit.NANOSECONDS))
        .isGreaterThanOrEqualTo(0);
    assertThat(gauge(Metric.FOLLOWER_LAG, "follower", "mirror")).isEqualTo(3);
    go.countDown();
    mirror.close();
    trail.close();
    time.addAndGet(TimeUnit.SECONDS.toNanos(10));
    assertThat(gauge(Metric.DELIVERIES)).isNaN();
    assertThat(gauge(Metric.DELIVERY_LAG, "delivery", "mailer")).isNaN();
    assertThat(gauge(Metric.FOLLOWER_LAG, "follower", "mirror")).isNaN();
  }

  @Contract("OBS-06")
  @Test
  void tap_has_its_queue_and_its_failures() throws Exception {
    AsyncTap tap =
        AsyncTap.of(
            event -> {
              throw new IllegalStateException("no sink");
            });
    TapMeters.of("sink", tap).bindTo(registry);
    TapMeters.of("sink", tap).bindTo(registry);
    try (EventBus bus = EventBus.builder().tap(tap).build()) {
      bus.emit(event());
      assertThat(tap.flush(LONG)).isTrue();
    }
    assertThat(gauge(Metric.TAP_PENDING, "tap", "sink")).isZero();
    assertThat(registry.get(Metric.TAP_FAILED.id()).functionCounter().count()).isEqualTo(1);
    assertThat(registry.get(Metric.TAP_DROPPED.id()).functionCounter().count()).isZero();
    assertThat(registry.getMeters()).hasSize(3);
  }

  private static WebhookDelivery webhook(boolean success, @Nullable Integer status, int attempts) {
    Instant due = Instant.parse("2026-01-01T00:00:00Z");
    return new WebhookDelivery(
        "d",
        "p",
        "s",
        "e",
        "traces.fetched",
        success,
        status,
        attempts,
        "{}",
        null,
        null,
        due,
        due.plusSeconds(attempts));
  }

  @Contract("OBS-06")
  @Test
  void webhook_outcomes_are_counted_by_status_class() {
    WebhookMeters webhooks = WebhookMeters.create();
    webhooks.accept(webhook(true, 200, 1));
    webhooks.bindTo(registry);
    webhooks.accept(webhook(true, 204, 1));
    webhooks.accept(webhook(false, 503, 6));
    webhooks.accept(webhook(false, null, 6));
    webhooks.accept(webhook(false, 999, 1));

    var outcomes = registry.get(Metric.WEBHOOK.id());
    assertThat(outcomes.tags("outcome", "success", "status", "2xx").timer().count()).isEqualTo(1);
    assertThat(
            registry
                .get(Metric.WEBHOOK.id())
                .tags("status", "5xx")
                .timer()
                .totalTime(TimeUnit.SECONDS))
        .isEqualTo(6);
    assertThat(registry.get(Metric.WEBHOOK.id()).tags("status", "none").timer().count())
        .isEqualTo(2);
    assertThat(
            registry
                .get(Metric.WEBHOOK_ATTEMPTS.id())
                .tag("outcome", "failure")
                .summary()
                .totalAmount())
        .isEqualTo(13);
  }
}
