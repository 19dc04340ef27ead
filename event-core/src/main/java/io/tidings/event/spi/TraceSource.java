package io.tidings.event.spi;

import org.jspecify.annotations.Nullable;

/**
 * Source of a host's current trace and span, such as a tracer or the log's MDC. {@link
 * io.tidings.event.EventBuilder#build} calls it on the thread that builds, for every event without
 * a trace or span id of its own.
 *
 * <pre>{@code
 * EventFactory events =
 *     EventFactory.standard()
 *         .withTraces(
 *             () -> {
 *               String traceId = MDC.get("trace_id");
 *               return traceId == null ? null : new Trace(traceId, MDC.get("span_id"));
 *             });
 * }</pre>
 *
 * <p>Implementations must be thread-safe and fast. If a source throws or returns an ill-formed id,
 * the event has neither id.
 *
 * @contract CTX-07, FLT-06
 */
@FunctionalInterface
public interface TraceSource {

  /** Returns the trace of the calling thread, or null if there is none. */
  @Nullable Trace currentTrace();

  /** Returns the default source, which always returns null. */
  static TraceSource none() {
    return () -> null;
  }

  /**
   * The ids of a trace and of a span in it, each 1 to 128 visible ASCII characters. They are
   * checked when an event is built.
   *
   * @param traceId the trace's id
   * @param spanId the span's id, or null
   */
  record Trace(String traceId, @Nullable String spanId) {}
}
