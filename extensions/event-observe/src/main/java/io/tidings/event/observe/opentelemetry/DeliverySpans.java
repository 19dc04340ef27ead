package io.tidings.event.observe.opentelemetry;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.OpenTelemetry;
import io.tidings.event.store.delivery.DeliveryAttempt;
import io.tidings.event.store.delivery.DeliveryHandler;
import io.tidings.event.store.spi.StoreObserver;

/**
 * Spans of the attempts of a trail's durable deliveries, with the form of {@link HandlerSpans}: the
 * ids of the emitter's span are stored with the event, so a span is linked to it in another process
 * too, and after a restart. Appends have no spans. Thread-safe.
 *
 * <pre>{@code
 * EventStore trail = EventStore.builder(file).observer(DeliverySpans.of(telemetry)).open();
 * }</pre>
 *
 * @contract OBS-08
 */
public final class DeliverySpans implements StoreObserver {

  private final EventSpans spans;

  private DeliverySpans(OpenTelemetry telemetry) {
    this.spans = new EventSpans(requireNonNull(telemetry, "telemetry"));
  }

  /**
   * Returns an observer that makes spans with the tracer {@code io.tidings.event}.
   *
   * @throws NullPointerException if {@code telemetry} is null
   */
  public static DeliverySpans of(OpenTelemetry telemetry) {
    return new DeliverySpans(telemetry);
  }

  @Override
  public void attempt(String delivery, DeliveryAttempt attempt, DeliveryHandler handler)
      throws Exception {
    spans.surround(attempt.event(), 1, delivery, attempt.number(), () -> handler.handle(attempt));
  }
}
