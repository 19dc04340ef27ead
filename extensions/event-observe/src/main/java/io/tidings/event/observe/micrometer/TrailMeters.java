package io.tidings.event.observe.micrometer;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tidings.event.DomainEvent;
import io.tidings.event.store.delivery.DeliveryAttempt;
import io.tidings.event.store.delivery.DeliveryHandler;
import io.tidings.event.store.spi.StoreObserver;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Meters of the appends of a trail and of the attempts of its durable deliveries. What ends before
 * the first {@link #bindTo} is not counted. Thread-safe.
 *
 * <pre>{@code
 * TrailMeters meters = TrailMeters.create();
 * EventStore trail = EventStore.builder(file).observer(meters).open();
 * meters.bindTo(registry);
 * LagMeters.of(trail).bindTo(registry);
 * }</pre>
 *
 * <p>The tag {@code delivery} is the name of a delivery, of which a host has few.
 *
 * @contract OBS-06
 */
public final class TrailMeters implements StoreObserver, MeterBinder {

  private static final String SUCCESS = "success";
  private static final String FAILURE = "failure";

  private final Bindings bindings = new Bindings(Tags.empty());
  private final LongSupplier clock;

  TrailMeters(LongSupplier clock) {
    this.clock = clock;
  }

  /** Returns meters for one trail. */
  public static TrailMeters create() {
    return new TrailMeters(System::nanoTime);
  }

  /** Registers the meters; a second call with the same registry has no effect. */
  @Override
  public void bindTo(MeterRegistry registry) {
    bindings.bind(requireNonNull(registry, "registry"));
    appends(registry, SUCCESS);
    summary(registry, SUCCESS);
  }

  @Override
  public <T> T append(List<DomainEvent> events, Supplier<T> append) {
    long start = clock.getAsLong();
    String outcome = FAILURE;
    try {
      T result = append.get();
      outcome = SUCCESS;
      return result;
    } finally {
      long nanos = clock.getAsLong() - start;
      for (MeterRegistry registry : bindings.registries()) {
        appends(registry, outcome).record(nanos, TimeUnit.NANOSECONDS);
        summary(registry, outcome).record(events.size());
      }
    }
  }

  @Override
  public void attempt(String delivery, DeliveryAttempt attempt, DeliveryHandler handler)
      throws Exception {
    long start = clock.getAsLong();
    String outcome = FAILURE;
    try {
      handler.handle(attempt);
      outcome = SUCCESS;
    } finally {
      long nanos = clock.getAsLong() - start;
      for (MeterRegistry registry : bindings.registries()) {
        timer(registry, Metric.ATTEMPT, delivery, outcome).record(nanos, TimeUnit.NANOSECONDS);
        if (attempt.number() > 1) {
          retries(registry, delivery).increment();
        }
      }
    }
  }

  private Timer appends(MeterRegistry registry, String outcome) {
    return timer(registry, Metric.APPEND, outcome);
  }

  private Timer timer(MeterRegistry registry, Metric metric, String... values) {
    return Timer.builder(metric.id())
        .tags(bindings.tags(metric, values))
        .description(metric.description())
        .register(registry);
  }

  private DistributionSummary summary(MeterRegistry registry, String outcome) {
    Metric metric = Metric.APPEND_EVENTS;
    return DistributionSummary.builder(metric.id())
        .tags(bindings.tags(metric, outcome))
        .baseUnit(metric.unit())
        .description(metric.description())
        .register(registry);
  }

  private Counter retries(MeterRegistry registry, String delivery) {
    Metric metric = Metric.ATTEMPT_RETRIES;
    return Counter.builder(metric.id())
        .tags(bindings.tags(metric, delivery))
        .baseUnit(metric.unit())
        .description(metric.description())
        .register(registry);
  }
}
