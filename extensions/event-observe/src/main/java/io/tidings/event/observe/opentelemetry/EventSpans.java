package io.tidings.event.observe.opentelemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventContext;
import io.tidings.event.observe.internal.ObservedHandler;
import org.jspecify.annotations.Nullable;

/** Spans in which events are handled, linked to those in which they were emitted. Thread-safe. */
final class EventSpans {

  /** The name of the tracer and of the logger. */
  static final String INSTRUMENTATION = "io.tidings.event";

  private final Tracer tracer;

  EventSpans(OpenTelemetry telemetry) {
    this.tracer = telemetry.getTracer(INSTRUMENTATION);
  }

  /** Returns the span in which an event was built, or null if it has no ids of one. */
  static @Nullable SpanContext emitter(DomainEvent event) {
    String trace = event.traceId();
    String span = event.spanId();
    return trace == null || span == null || !TraceId.isValid(trace) || !SpanId.isValid(span)
        ? null
        : SpanContext.createFromRemoteParent(
            trace, span, TraceFlags.getSampled(), TraceState.getDefault());
  }

  /**
   * Makes a call in a new span.
   *
   * @param event the event, or the first one of a list
   * @param count the number of events
   * @param consumer the name of the subscription or delivery
   * @param attempt the number of the attempt
   */
  void surround(
      DomainEvent event, int count, String consumer, int attempt, ObservedHandler.Call call)
      throws Exception {
    Span span = span(event, consumer, attempt, count).startSpan();
    try (Scope current = span.makeCurrent()) {
      call.run();
    } catch (Throwable failure) {
      span.setStatus(StatusCode.ERROR);
      span.setAttribute(EventAttributes.ERROR_TYPE, failure.getClass().getName());
      throw failure;
    } finally {
      span.end();
    }
  }

  private SpanBuilder span(DomainEvent event, String consumer, int attempt, int count) {
    SpanBuilder span =
        tracer
            .spanBuilder("handle " + event.kind().id())
            .setNoParent()
            .setSpanKind(SpanKind.CONSUMER)
            .setAllAttributes(EventAttributes.ofHandled(event))
            .setAttribute(EventAttributes.CONSUMER, consumer)
            .setAttribute(EventAttributes.ATTEMPT, (long) attempt);
    if (count > 1) {
      span.setAttribute(EventAttributes.BATCH_SIZE, (long) count);
    }
    SpanContext emitter = emitter(event);
    return emitter == null ? span : span.addLink(emitter);
  }

  /** Returns the number of the attempt that the calling thread makes. */
  static int attempt() {
    return EventContext.attempt();
  }
}
