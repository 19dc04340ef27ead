/**
 * Traces, spans and log records of OpenTelemetry.
 *
 * <p>Start at {@link io.tidings.event.observe.opentelemetry.HandlerSpans}.
 */
@org.jspecify.annotations.NullMarked
package io.tidings.event.observe.opentelemetry;
