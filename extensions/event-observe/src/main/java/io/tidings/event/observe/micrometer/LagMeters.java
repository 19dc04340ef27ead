package io.tidings.event.observe.micrometer;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.Follower;
import io.tidings.event.store.delivery.DeliveryMetrics;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/**
 * Meters of the distance between a trail and its readers: the lag, the failures and the dead
 * letters of every durable delivery, whichever process runs it, and the lag of the followers that
 * are added. The trail is read at most once in ten seconds, on the thread that reads a meter; while
 * it cannot be read, the meters are not a number.
 *
 * <pre>{@code
 * LagMeters lag = LagMeters.of(trail).follower("mirror", mirror);
 * lag.bindTo(registry);
 * }</pre>
 *
 * <p>The meters of a delivery appear when {@code tidings.trail.deliveries} is read for the first
 * time after its start. Thread-safe.
 *
 * @contract OBS-06
 */
public final class LagMeters implements MeterBinder {

  private final Bindings bindings = new Bindings(Tags.empty());
  private final TrailSnapshot trail;
  private final Set<String> deliveries = new HashSet<>();

  LagMeters(EventStore trail, LongSupplier clock) {
    this.trail = new TrailSnapshot(trail, clock);
    bindings.gauge(Metric.DELIVERIES, this, LagMeters::count);
  }

  /**
   * Returns meters of the readers of a trail.
   *
   * @throws NullPointerException if {@code trail} is null
   */
  public static LagMeters of(EventStore trail) {
    return new LagMeters(requireNonNull(trail, "trail"), System::nanoTime);
  }

  /**
   * Adds a follower of the trail.
   *
   * @param name the value of the tag {@code follower}
   * @return this object
   * @throws NullPointerException if an argument is null
   */
  public LagMeters follower(String name, Follower follower) {
    requireNonNull(follower, "follower");
    bindings.gauge(
        Metric.FOLLOWER_LAG,
        follower,
        each -> Math.max(0, trail.last() - each.position()),
        requireNonNull(name, "name"));
    return this;
  }

  /**
   * Registers the meters, those that appear later too. A second call with the same registry has no
   * effect.
   */
  @Override
  public void bindTo(MeterRegistry registry) {
    bindings.bind(requireNonNull(registry, "registry"));
    double unused = count();
  }

  /** Returns the number of deliveries, and registers the meters of those that are new. */
  private double count() {
    Set<String> names = trail.deliveries();
    if (names == null) {
      return Double.NaN;
    }
    synchronized (deliveries) {
      names.stream().filter(deliveries::add).forEach(this::register);
    }
    return names.size();
  }

  private void register(String delivery) {
    gauge(Metric.DELIVERY_LAG, delivery, DeliveryMetrics::lag);
    gauge(Metric.DELIVERY_FAILED, delivery, DeliveryMetrics::failed);
    gauge(Metric.DELIVERY_HELD, delivery, DeliveryMetrics::held);
    gauge(Metric.DELIVERY_DEAD, delivery, DeliveryMetrics::dead);
    bindings.time(
        Metric.DELIVERY_LAG_TIME,
        trail,
        state -> state.number(delivery, metrics -> (double) metrics.lagTime().toNanos()),
        delivery);
  }

  private void gauge(Metric metric, String delivery, ToDoubleFunction<DeliveryMetrics> number) {
    bindings.gauge(metric, trail, state -> state.number(delivery, number), delivery);
  }
}
