package io.tidings.event.observe.micrometer;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tidings.event.async.AsyncTap;

/**
 * Meters of an {@link AsyncTap}: what its queue holds, what it has dropped, and for how many events
 * its delegate threw. Thread-safe.
 *
 * <pre>{@code
 * AsyncTap behind = AsyncTap.of(new StoreTap(trail));
 * TapMeters.of("trail", behind).bindTo(registry);
 * }</pre>
 *
 * @contract OBS-06
 */
public final class TapMeters implements MeterBinder {

  private final String name;
  private final AsyncTap tap;

  private TapMeters(String name, AsyncTap tap) {
    this.name = requireNonNull(name, "name");
    this.tap = requireNonNull(tap, "tap");
  }

  /**
   * Returns meters of a tap.
   *
   * @param name the value of the tag {@code tap}
   * @throws NullPointerException if an argument is null
   */
  public static TapMeters of(String name, AsyncTap tap) {
    return new TapMeters(name, tap);
  }

  /** Registers the meters; a second call with the same registry has no effect. */
  @Override
  public void bindTo(MeterRegistry registry) {
    Bindings bindings = new Bindings(Tags.empty());
    bindings.bind(requireNonNull(registry, "registry"));
    bindings.gauge(Metric.TAP_PENDING, tap, AsyncTap::pending, name);
    bindings.counter(Metric.TAP_DROPPED, tap, AsyncTap::dropped, name);
    bindings.counter(Metric.TAP_FAILED, tap, AsyncTap::failed, name);
  }
}
