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
 * Keeps the errors of a host's subsystems, so that they can be counted.
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
 * <p>An error is logged first and stored second, so that a store that is down hides none (MEA-03).
 * The entry goes to the logger {@link #LOGGER}, with its stack and the fields {@code subsystem},
 * {@code operation}, {@code error_type}, {@code error_message}, {@code workspace_id}, {@code
 * agent_id}, {@code action_name} and what else is given; what else has one of these names gets
 * {@code extra.} before it (MEA-04). Log and store have the same text, without secrets, of at most
 * 500 characters, 64 of the subsystem and 128 of the other names (MEA-05); so has each cause in the
 * stack.
 *
 * <p>To record waits for the store. Within a transaction of the same thread a trail in a file
 * cannot take it: there it is logged, with a warning that it is not stored.
 *
 * <p>Nothing here throws, whatever fails (MEA-02). Immutable and thread-safe.
 */
public final class ErrorRecorder {

  /** The name of the logger of errors: {@value}. */
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

  /** Returns the recorder that stores errors beside a trail. */
  public static ErrorRecorder in(EventStore trail) {
    StoreDatabase sql = trail.database();
    return new ErrorRecorder(() -> ErrorTable.open(sql), Redactor.standard());
  }

  /** Returns the recorder that only logs (MEA-07). */
  public static ErrorRecorder logging() {
    return new ErrorRecorder(null, Redactor.standard());
  }

  /** Returns this recorder with another redactor; by default it is the standard one. */
  public ErrorRecorder withRedactor(Redactor redactor) {
    return new ErrorRecorder(sessions, requireNonNull(redactor, "redactor"));
  }

  /** Records an error of which nothing else is known. */
  public void record(String subsystem, String operation, Throwable error) {
    record(subsystem, operation, error, Context.NONE);
  }

  /**
   * Records an error (MEA-01).
   *
   * @param subsystem where it happened, such as {@code search}
   * @param operation in what, such as {@code rebuild}
   * @param error the error
   * @param context what else is known
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
      warn("An error cannot be recorded", unexpected);
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

  /** What no event can hold is not logged either; that it was there is told. */
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
    log.log("An operation failed");
  }

  private static void persist(ErrorSessions sessions, ErrorEntry entry) {
    ErrorSessions.Session session;
    try {
      session = sessions.open();
    } catch (Throwable failure) {
      warn("An error is logged and cannot be stored: no session", failure);
      return;
    }
    try {
      session.insert(entry);
      session.commit();
    } catch (Throwable failure) {
      warn("An error is logged and cannot be stored", failure);
      contained("roll back", session::rollback);
    } finally {
      contained("close", session::close);
    }
  }

  private static void contained(String what, Step step) {
    try {
      step.run();
    } catch (Throwable failure) {
      warn("An error is being recorded, and to " + what + " failed", failure);
    }
  }

  /** A log that throws can be told to nobody. */
  private static void warn(String what, Throwable failure) {
    try {
      LOG.warn(
          "{}: {}",
          what,
          failure.getClass().getName(),
          LoggedError.of(failure, Redactor.standard()));
    } catch (Throwable untold) {
      // Nothing is left to tell it to.
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws Exception;
  }

  /**
   * What else is known of an error; each may be absent. Immutable if its map is.
   *
   * @param workspaceId whose it is; an error without one is counted for the platform alone
   * @param agentId which agent's
   * @param actionName in which action
   * @param extra whatever else, of values that details of events may have
   */
  public record Context(
      @Nullable String workspaceId,
      @Nullable Integer agentId,
      @Nullable String actionName,
      Map<String, ? extends @Nullable Object> extra) {

    /** Nothing else. */
    public static final Context NONE = new Context(null, null, null, Map.of());

    /** Returns this context in a workspace. */
    public Context workspaceId(@Nullable String workspaceId) {
      return new Context(workspaceId, agentId, actionName, extra);
    }

    /** Returns this context of an agent. */
    public Context agentId(@Nullable Integer agentId) {
      return new Context(workspaceId, agentId, actionName, extra);
    }

    /** Returns this context in an action. */
    public Context actionName(@Nullable String actionName) {
      return new Context(workspaceId, agentId, actionName, extra);
    }

    /** Returns this context with whatever else is known, in place of what was. */
    public Context extra(Map<String, ? extends @Nullable Object> extra) {
      return new Context(workspaceId, agentId, actionName, extra);
    }
  }
}
