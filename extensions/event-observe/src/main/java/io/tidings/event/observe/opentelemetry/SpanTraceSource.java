package io.tidings.event.observe.opentelemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.tidings.event.spi.TraceSource;
import org.jspecify.annotations.Nullable;

/**
 * Source of the ids of OpenTelemetry's current span: an event that is built while a span is current
 * has its {@code traceId} and {@code spanId}. Stateless and thread-safe.
 *
 * <pre>{@code
 * EventFactory events = EventFactory.standard().withTraces(new SpanTraceSource());
 * EventBus bus = EventBus.builder().events(events).build();
 * }</pre>
 *
 * @contract OBS-08
 */
public final class SpanTraceSource implements TraceSource {

  /** Creates a source. */
  public SpanTraceSource() {}

  /** Returns the ids of the current span, or null if there is none. */
  @Override
  public @Nullable Trace currentTrace() {
    SpanContext current = Span.current().getSpanContext();
    return current.isValid() ? new Trace(current.getTraceId(), current.getSpanId()) : null;
  }
}
