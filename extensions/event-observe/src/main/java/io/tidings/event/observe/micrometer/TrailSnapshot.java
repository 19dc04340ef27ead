package io.tidings.event.observe.micrometer;

import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoreException;
import io.tidings.event.store.StoredEvent;
import io.tidings.event.store.Window;
import io.tidings.event.store.delivery.DeliveryMetrics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of a trail that are read again when they are older than ten seconds. Thread-safe; a
 * reader waits for another one that reads the trail.
 */
final class TrailSnapshot {

  private static final long MAX_AGE = TimeUnit.SECONDS.toNanos(10);

  private final EventStore trail;
  private final LongSupplier clock;
  private @Nullable Map<String, DeliveryMetrics> deliveries;
  private double last = Double.NaN;
  private long readAt;

  TrailSnapshot(EventStore trail, LongSupplier clock) {
    this.trail = trail;
    this.clock = clock;
    this.readAt = clock.getAsLong() - MAX_AGE;
  }

  /** Returns the position of the last event, 0 for none, or not a number. */
  synchronized double last() {
    refresh();
    return last;
  }

  /** Returns the names of all deliveries, or null if the trail cannot be read. */
  synchronized @Nullable Set<String> deliveries() {
    refresh();
    return deliveries == null ? null : deliveries.keySet();
  }

  /** Returns a number of a delivery, or not a number. */
  synchronized double number(String delivery, ToDoubleFunction<DeliveryMetrics> number) {
    refresh();
    DeliveryMetrics metrics = deliveries == null ? null : deliveries.get(delivery);
    return metrics == null ? Double.NaN : number.applyAsDouble(metrics);
  }

  private void refresh() {
    long now = clock.getAsLong();
    if (now - readAt < MAX_AGE) {
      return;
    }
    readAt = now;
    deliveries = null;
    last = Double.NaN;
    try {
      List<StoredEvent> latest = trail.list(EventQuery.platform().window(Window.latest(1)));
      last = latest.isEmpty() ? 0 : latest.get(0).seq();
      deliveries =
          trail.deliveries().stream()
              .collect(Collectors.toUnmodifiableMap(DeliveryMetrics::name, Function.identity()));
    } catch (StoreException unreadable) {
      // The meters are not a number.
    }
  }
}
