package io.tidings.event.observe.opentelemetry;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.logging.LogLevels;
import io.tidings.event.redact.Redactor;
import io.tidings.event.spi.EventTap;
import org.slf4j.event.Level;

/**
 * Tap that exports each event as an event of OpenTelemetry: a log record whose event name is the id
 * of the kind, with the redacted event as attributes and in the context of the span in which the
 * event was built. Thread-safe.
 *
 * <pre>{@code
 * EventBus bus = EventBus.builder().tap(LogRecordTap.of(telemetry)).build();
 * }</pre>
 *
 * <p>The severity is that of {@link LogLevels#standard}. The session is {@code
 * gen_ai.conversation.id}; kinds of actors, tools and models have the names of the semantic
 * conventions for generative AI; details have names below {@code tidings.detail}. The guide to
 * observability lists all of them.
 *
 * <p>The record is emitted on the emitting thread; the SDK exports it in batches on another one.
 *
 * @contract OBS-09
 */
public final class LogRecordTap implements EventTap {

  private static final LogLevels LEVELS = LogLevels.standard();

  private final Logger logger;
  private final Redactor redactor;

  private LogRecordTap(Logger logger, Redactor redactor) {
    this.logger = logger;
    this.redactor = redactor;
  }

  /**
   * Returns a tap for the logger {@code io.tidings.event} with {@link Redactor#standard}.
   *
   * @throws NullPointerException if {@code telemetry} is null
   */
  public static LogRecordTap of(OpenTelemetry telemetry) {
    Logger logger =
        requireNonNull(telemetry, "telemetry").getLogsBridge().get(EventSpans.INSTRUMENTATION);
    return new LogRecordTap(logger, Redactor.standard());
  }

  /**
   * Returns a copy of this tap with another redactor.
   *
   * @throws NullPointerException if {@code redactor} is null
   */
  public LogRecordTap withRedactor(Redactor redactor) {
    return new LogRecordTap(logger, requireNonNull(redactor, "redactor"));
  }

  /** Returns whether the logger is enabled for the severity of a kind. */
  @Override
  public boolean isInterested(EventKind kind) {
    return logger.isEnabled(severity(kind));
  }

  @Override
  public void onEvent(DomainEvent event) {
    DomainEvent redacted = redactor.redact(event);
    Severity severity = severity(event.kind());
    LogRecordBuilder record =
        logger
            .logRecordBuilder()
            .setEventName(event.kind().id())
            .setTimestamp(event.timestamp())
            .setSeverity(severity)
            .setSeverityText(severity.name())
            .setAllAttributes(EventAttributes.ofRecord(redacted));
    SpanContext emitter = EventSpans.emitter(event);
    if (emitter != null) {
      record.setContext(Context.root().with(Span.wrap(emitter)));
    }
    record.emit();
  }

  private static Severity severity(EventKind kind) {
    return LEVELS.levelOf(kind) == Level.WARN ? Severity.WARN : Severity.INFO;
  }
}
