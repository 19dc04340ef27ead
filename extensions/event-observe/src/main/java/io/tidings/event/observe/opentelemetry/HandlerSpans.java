package io.tidings.event.observe.opentelemetry;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.OpenTelemetry;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventHandler;
import io.tidings.event.observe.BusObserver;
import io.tidings.event.observe.internal.HandlerBus;
import io.tidings.event.observe.internal.HandlerName;
import io.tidings.event.observe.internal.ObservedHandler;

/**
 * Spans of the asynchronous handlers of a bus: each attempt runs in a span of a new trace that is
 * linked to the span in which the event was built, if a {@link SpanTraceSource} has filled its ids.
 * A synchronous handler runs in the span of its emitter and has none of its own.
 *
 * <pre>{@code
 * EventFactory events = EventFactory.standard().withTraces(new SpanTraceSource());
 * EventBus bus =
 *     ObservedEventBus.wrap(
 *         EventBus.builder().events(events).build(), HandlerSpans.of(telemetry));
 * }</pre>
 *
 * <p>A span is named {@code handle} and the kind, of the kind CONSUMER, with attributes of the
 * messaging conventions, {@code gen_ai.conversation.id} for the session, and no details of the
 * event. If the handler throws, its status is ERROR and {@code error.type} the class of the
 * throwable, without the message. Thread-safe.
 *
 * @contract OBS-08
 */
public final class HandlerSpans implements BusObserver {

  private final EventSpans spans;

  private HandlerSpans(OpenTelemetry telemetry) {
    this.spans = new EventSpans(requireNonNull(telemetry, "telemetry"));
  }

  /**
   * Returns an observer that makes spans with the tracer {@code io.tidings.event}.
   *
   * @throws NullPointerException if {@code telemetry} is null
   */
  public static HandlerSpans of(OpenTelemetry telemetry) {
    return new HandlerSpans(telemetry);
  }

  @Override
  public EventBus observe(EventBus bus) {
    return new HandlerBus(
        bus,
        (handler, name, options) ->
            options.asyncOptions() == null
                ? handler
                : ObservedHandler.of(new Spanned(handler, name, spans)));
  }

  /** Handler whose attempts run in spans. */
  private record Spanned(EventHandler delegate, HandlerName name, EventSpans spans)
      implements ObservedHandler {

    @Override
    public void surround(DomainEvent event, int count, Call call) throws Exception {
      spans.surround(event, count, name.get(), EventSpans.attempt(), call);
    }
  }
}
