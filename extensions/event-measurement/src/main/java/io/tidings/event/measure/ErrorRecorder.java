package io.tidings.event.measure;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.redact.Redactor;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.spi.StoreDatabase;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Recorder of a host's errors: logs each error and stores it with a trail, for error rates.
 *
 * <pre>{@code
 * ErrorRecorder errors = ErrorRecorder.in(trail);
 * try {
 *   index.rebuild();
 * } catch (IOException failure) {
 *   errors.record("search", "rebuild", failure);
 * }
 * }</pre>
 *
 * <p>An error is logged first and stored second, so that an unavailable store hides no error. The
 * entry goes to the logger {@link #LOGGER} at ERROR, with the stack and the fields {@code
 * subsystem}, {@code operation}, {@code error_type}, {@code error_message}, {@code workspace_id},
 * {@code agent_id}, {@code action_name} and the extra values; an extra value with one of these
 * names is prefixed with {@code extra.}. Log and store contain the same redacted texts, truncated
 * to 500 characters for a message, 64 for the subsystem and 128 for other names.
 *
 * <p>Recording waits for the store on the calling thread. The first stored error creates the table,
 * or adopts that of an earlier version with its rows. An error recorded inside a transaction of the
 * same thread ({@link StoreDatabase#write}) is logged with a warning that it is not stored, if the
 * trail is a file or the table does not exist yet; so is every error on a read-only trail.
 *
 * <p>No method that records throws, even if the store, the log or the error itself fails. Immutable
 * and thread-safe.
 *
 * @contract MEA-01, MEA-02, MEA-03, MEA-04, MEA-05, MEA-06, MEA-07
 */
public final class ErrorRecorder {

  /** The name of the logger that receives errors: {@value}. */
  public static final String LOGGER = "io.tidings.errors";

  private static final Logger ERRORS = LoggerFactory.getLogger(LOGGER);
  private static final Logger LOG = LoggerFactory.getLogger(ErrorRecorder.class);
  private static final EventKind KIND = EventKind.of("error.recorded");
  private static final String MISSING = "unknown";
  private static final Set<String> FIELDS =
      Set.of(
          "subsystem",
          "operation",
          "error_type",
          "error_message",
          "workspace_id",
          "agent_id",
          "action_name");

  private final @Nullable ErrorSessions sessions;
  private final Redactor redactor;

  ErrorRecorder(@Nullable ErrorSessions sessions, Redactor redactor) {
    this.sessions = sessions;
    this.redactor = redactor;
  }

  /**
   * Returns a recorder that logs errors and stores them with a trail, redacted by the standard
   * rules.
   */
  public static ErrorRecorder in(EventStore trail) {
    return new ErrorRecorder(new ErrorTable(trail.database()), Redactor.standard());
  }

  /** Returns a recorder that only logs. */
  public static ErrorRecorder logging() {
    return new ErrorRecorder(null, Redactor.standard());
  }

  /** Returns this recorder with another redactor in place of the standard one. */
  public ErrorRecorder withRedactor(Redactor redactor) {
    return new ErrorRecorder(sessions, requireNonNull(redactor, "redactor"));
  }

  /** Records an error without a context. */
  public void record(String subsystem, String operation, Throwable error) {
    record(subsystem, operation, error, Context.NONE);
  }

  /**
   * Records an error. A null argument is replaced by a placeholder.
   *
   * @param subsystem the subsystem, such as {@code search}
   * @param operation the failed operation, such as {@code rebuild}
   * @param error the error
   * @param context the workspace, agent, action and extra values
   */
  public void record(String subsystem, String operation, Throwable error, Context context) {
    try {
      Throwable given =
          requireNonNullElse(error, new IllegalArgumentException("no error was given"));
      ErrorEntry entry = entry(subsystem, operation, given, context);
      contained("log", () -> log(entry, LoggedError.of(given, redactor)));
      if (sessions != null) {
        persist(sessions, entry);
      }
    } catch (Throwable unexpected) {
      warn("Could not record an error", unexpected);
    }
  }

  private ErrorEntry entry(
      String subsystem, String operation, Throwable error, @Nullable Context given) {
    Context context = requireNonNullElse(given, Context.NONE);
    return new ErrorEntry(
        redactor.redactText(requireNonNullElse(subsystem, MISSING)),
        redactor.redactText(requireNonNullElse(operation, MISSING)),
        error.getClass().getName(),
        LoggedError.message(error, redactor),
        context.workspaceId(),
        context.agentId(),
        context.actionName() == null ? null : redactor.redactText(context.actionName()),
        extra(context.extra()));
  }

  /** Returns the redacted extra values; a placeholder if an event could not hold them. */
  private Map<String, Object> extra(Map<String, ? extends @Nullable Object> extra) {
    try {
      return redactor.redact(DomainEvent.root(KIND).details(extra).build()).details();
    } catch (Throwable refused) {
      return Map.of("extra", Redactor.DROPPED);
    }
  }

  private static void log(ErrorEntry entry, LoggedError error) {
    LoggingEventBuilder log =
        ERRORS
            .atError()
            .setCause(error)
            .addKeyValue("subsystem", entry.subsystem())
            .addKeyValue("operation", entry.operation())
            .addKeyValue("error_type", entry.type())
            .addKeyValue("error_message", entry.message())
            .addKeyValue("workspace_id", entry.workspaceId())
            .addKeyValue("agent_id", entry.agentId())
            .addKeyValue("action_name", entry.actionName());
    for (Map.Entry<String, Object> extra : entry.extra().entrySet()) {
      String name = extra.getKey();
      log = log.addKeyValue(FIELDS.contains(name) ? "extra." + name : name, extra.getValue());
    }
    log.log("Operation failed");
  }

  private static void persist(ErrorSessions sessions, ErrorEntry entry) {
    ErrorSessions.Session session;
    try {
      session = sessions.open();
    } catch (Throwable failure) {
      warn("Could not open a session; the error is logged but not stored", failure);
      return;
    }
    try {
      session.insert(entry);
      session.commit();
    } catch (Throwable failure) {
      warn("Could not store an error; it is logged only", failure);
      contained("roll back", session::rollback);
    } finally {
      contained("close", session::close);
    }
  }

  private static void contained(String what, Step step) {
    try {
      step.run();
    } catch (Throwable failure) {
      warn("Could not " + what + " while recording an error", failure);
    }
  }

  /** Logs a warning; a failure of the log itself is ignored. */
  private static void warn(String what, Throwable failure) {
    try {
      LOG.warn(
          "{}: {}",
          what,
          failure.getClass().getName(),
          LoggedError.of(failure, Redactor.standard()));
    } catch (Throwable ignored) {
      // There is no other channel to report it.
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws Exception;
  }

  /**
   * The context of an error; every part may be absent. Immutable if its map is.
   *
   * @param workspaceId the workspace; an error without one counts for the platform only
   * @param agentId the agent
   * @param actionName the action
   * @param extra further values, of the types that event details accept
   */
  public record Context(
      @Nullable String workspaceId,
      @Nullable Integer agentId,
      @Nullable String actionName,
      Map<String, ? extends @Nullable Object> extra) {

    /** An empty context. */
    public static final Context NONE = new Context(null, null, null, Map.of());

    /** Returns this context with a workspace. */
    public Context workspaceId(@Nullable String workspaceId) {
      return new Context(workspaceId, agentId, actionName, extra);
    }

    /** Returns this context with an agent. */
    public Context agentId(@Nullable Integer agentId) {
      return new Context(workspaceId, agentId, actionName, extra);
    }

    /** Returns this context with an action. */
    public Context actionName(@Nullable String actionName) {
      return new Context(workspaceId, agentId, actionName, extra);
    }

    /** Returns this context with other extra values. */
    public Context extra(Map<String, ? extends @Nullable Object> extra) {
      return new Context(workspaceId, agentId, actionName, extra);
    }
  }
}
