package io.tidings.event.observe.jfr;

import io.tidings.event.DomainEvent;
import io.tidings.event.store.delivery.DeliveryAttempt;
import io.tidings.event.store.delivery.DeliveryHandler;
import io.tidings.event.store.spi.StoreObserver;
import java.util.List;
import java.util.function.Supplier;

/**
 * Events of the JDK Flight Recorder for the appends of a trail ({@code io.tidings.Append}) and the
 * attempts of its durable deliveries ({@code io.tidings.DeliveryAttempt}). They are off until a
 * recording enables them, see {@link BusRecording#settings}, and have no stack traces. Without the
 * module {@code jdk.jfr} nothing is recorded. Thread-safe.
 *
 * <pre>{@code
 * EventStore trail = EventStore.builder(file).observer(TrailRecording.create()).open();
 * }</pre>
 *
 * @contract OBS-11
 */
public final class TrailRecording implements StoreObserver {

  private TrailRecording() {}

  /** Returns an observer that records while a recording has the events enabled. */
  public static TrailRecording create() {
    return new TrailRecording();
  }

  @Override
  public <T> T append(List<DomainEvent> events, Supplier<T> append) {
    return FlightRecorderModule.isPresent() ? TrailRecorder.append(events, append) : append.get();
  }

  @Override
  public void attempt(String delivery, DeliveryAttempt attempt, DeliveryHandler handler)
      throws Exception {
    if (FlightRecorderModule.isPresent()) {
      TrailRecorder.attempt(delivery, attempt, handler);
    } else {
      handler.handle(attempt);
    }
  }
}
