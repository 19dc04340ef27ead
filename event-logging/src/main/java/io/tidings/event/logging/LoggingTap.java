package io.tidings.event.logging;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.EventSelector;
import io.tidings.event.internal.FatalErrors;
import io.tidings.event.json.DomainEventJson;
import io.tidings.event.json.internal.EventField;
import io.tidings.event.json.internal.MinimumVersion;
import io.tidings.event.redact.Redactor;
import io.tidings.event.spi.EventTap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Tap that writes one structured SLF4J entry per event.
 *
 * <pre>{@code
 * LoggingTap log = LoggingTap.standard().withSelector(AuditSelectors.securityRelevant());
 * EventBus bus = EventBus.builder().tap(log).build();
 * }</pre>
 *
 * <p>Each event is redacted first. Its fields are key-value pairs under their names in {@link
 * DomainEventJson}; the details are one pair, a map whose {@code toString} is one line of JSON. The
 * message is the kind's id, and the redacted event is the last argument, which {@link AuditEncoder}
 * writes. Line breaks and bidi controls in pairs are escaped but quotes are not, so the output of a
 * pattern's {@code %kvp} is for people and not for parsers.
 *
 * <p>The entry is written on the emitting thread. If the level is disabled, no event is redacted or
 * rendered and {@link #isInterested} is false. The bus contains exceptions of the log.
 *
 * <p>Immutable and thread-safe. Every method rejects null with a {@link NullPointerException}.
 *
 * @contract LOG-01, LOG-04, LOG-05, LOG-06, LOG-08
 */
public final class LoggingTap implements EventTap {

  static {
    MinimumVersion.requireSlf4j();
    MinimumVersion.requireJackson();
  }

  /** The name of the logger: {@value}. */
  public static final String LOGGER_NAME = "io.tidings.audit";

  private static final String PLACEHOLDER = "{}";

  private final Logger logger;
  private final LogLevels levels;
  private final Redactor redactor;
  private final EventSelector selector;

  private LoggingTap(Logger logger, LogLevels levels, Redactor redactor, EventSelector selector) {
    this.logger = logger;
    this.levels = levels;
    this.redactor = redactor;
    this.selector = selector;
  }

  /**
   * Returns a tap that logs every event to {@link #LOGGER_NAME} with {@link LogLevels#standard()}
   * and {@link Redactor#standard()}.
   */
  public static LoggingTap standard() {
    return new LoggingTap(
        LoggerFactory.getLogger(LOGGER_NAME),
        LogLevels.standard(),
        Redactor.standard(),
        EventSelector.all());
  }

  /** Returns a copy of this tap with another logger. */
  public LoggingTap withLogger(Logger logger) {
    return new LoggingTap(requireNonNull(logger, "logger"), levels, redactor, selector);
  }

  /** Returns a copy of this tap with other levels. */
  public LoggingTap withLevels(LogLevels levels) {
    return new LoggingTap(logger, requireNonNull(levels, "levels"), redactor, selector);
  }

  /** Returns a copy of this tap with another redactor. */
  public LoggingTap withRedactor(Redactor redactor) {
    return new LoggingTap(logger, levels, requireNonNull(redactor, "redactor"), selector);
  }

  /**
   * Returns a copy of this tap that logs only matching events. The selector replaces the former
   * one; its predicates receive unredacted events on the emitting thread.
   */
  public LoggingTap withSelector(EventSelector selector) {
    return new LoggingTap(logger, levels, redactor, requireNonNull(selector, "selector"));
  }

  /** Returns whether the kind's level is enabled and the selector could match the kind. */
  @Override
  public boolean isInterested(EventKind kind) {
    return logger.isEnabledForLevel(levelOf(kind))
        && (selector == EventSelector.all() || selector.mayMatch(kind));
  }

  /** Logs an event on the calling thread, if its level is enabled and the selector matches. */
  @Override
  public void onEvent(DomainEvent event) {
    Level level = levelOf(event.kind());
    if (logger.isEnabledForLevel(level)
        && (selector == EventSelector.all() || selector.matches(event))) {
      log(level, redactor.redact(event));
    }
  }

  private void log(Level level, DomainEvent event) {
    LoggingEventBuilder entry = logger.makeLoggingEventBuilder(level);
    entry = with(entry, EventField.EVENT_ID, event.id());
    entry = with(entry, EventField.EVENT_TYPE, event.kind().id());
    entry = with(entry, EventField.TIMESTAMP, DomainEventJson.timestamp(event.timestamp()));
    entry = with(entry, EventField.CORRELATION_ID, event.correlationId());
    entry = with(entry, EventField.CAUSATION_ID, event.causationId());
    entry = with(entry, event.scope());
    entry = with(entry, EventField.PLAN_ID, event.planId());
    entry = with(entry, EventField.ROOT_PLAN_ID, event.rootPlanId());
    entry = with(entry, EventField.SESSION_ID, event.sessionId());
    entry = with(entry, EventField.ACTOR_NAME, oneLine(event.actorName()));
    entry = with(entry, EventField.PROJECT_NAME, oneLine(event.projectName()));
    entry = with(entry, EventField.TRACE_ID, event.traceId());
    entry = with(entry, EventField.SPAN_ID, event.spanId());
    if (!event.details().isEmpty()) {
      entry = with(entry, EventField.DETAILS, new LoggedDetails(event.details()));
    }
    writeMessage(entry, event);
  }

  /** Writes the message; an id that contains SLF4J's placeholder is passed as an argument. */
  private static void writeMessage(LoggingEventBuilder entry, DomainEvent event) {
    String id = event.kind().id();
    if (id.contains(PLACEHOLDER)) {
      entry.addArgument(id).addArgument(event).log(PLACEHOLDER);
    } else {
      entry.addArgument(event).log(id);
    }
  }

  private static LoggingEventBuilder with(LoggingEventBuilder entry, EventScope scope) {
    if (scope.isNone()) {
      return entry;
    }
    LoggingEventBuilder scoped = with(entry, EventField.ORGANIZATION_ID, scope.organization());
    scoped = with(scoped, EventField.WORKSPACE_ID, scope.workspace());
    scoped = with(scoped, EventField.PROJECT_ID, scope.project());
    return with(scoped, EventField.USER_ID, scope.user());
  }

  private static LoggingEventBuilder with(
      LoggingEventBuilder entry, EventField field, @Nullable Object value) {
    return value == null ? entry : entry.addKeyValue(field.toString(), value);
  }

  private static @Nullable String oneLine(@Nullable String name) {
    return name == null ? null : DomainEventJson.oneLine(name);
  }

  /** Returns the level of a kind, the standard one if the host's levels fail. */
  private Level levelOf(EventKind kind) {
    try {
      Level level = levels.levelOf(kind);
      return level != null ? level : LogLevels.standard().levelOf(kind);
    } catch (Throwable failure) {
      FatalErrors.rethrow(failure);
      return LogLevels.standard().levelOf(kind);
    }
  }
}
