package io.tidings.event.services.platform;

import static io.tidings.event.EventType.TESTCASES_FETCHED;
import static io.tidings.event.EventType.TESTCASES_QUERIED;
import static io.tidings.event.EventType.TRACES_FETCHED;
import static io.tidings.event.EventType.TRACES_QUERIED;
import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBuilder;
import io.tidings.event.EventBus;
import io.tidings.event.EventEmitter;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.internal.FatalErrors;
import io.tidings.event.internal.SafeLog;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells who read, committed or queried what: five methods for 29 types of events (AGR-15).
 *
 * <pre>{@code
 * PlatformEmitter events = new PlatformEmitter(EventEmitter.of(bus));
 * events.revision(
 *     RevisionNotice.of(RevisionDomain.TESTSETS, RevisionAction.COMMIT)
 *         .revision(stored.reference())
 *         .scope(TextScope.of(projectId, userId)));
 * }</pre>
 *
 * <p>Whose event it is comes, field by field, from the notice, the ambient {@link EventScope} and
 * the host's scope source (SCO-05). Without project and user nothing is emitted, and nobody is told
 * (AGR-05, SCO-07). Whatever goes wrong in building or emitting is logged, and reaches no caller
 * (AGR-20); a null argument and a notice of the wrong form are refused at once, with a bus or
 * without (AGR-16).
 *
 * <p>Where to call it is said in the documentation of this package. Immutable and thread-safe.
 */
public final class PlatformEmitter {

  private static final Logger LOG = LoggerFactory.getLogger(EventEmitter.class);

  private final EventEmitter events;

  /** Creates one that emits through {@code events}. */
  public PlatformEmitter(EventEmitter events) {
    this.events = requireNonNull(events, "events");
  }

  /** Tells that one or more traces were fetched by id. */
  public void traceFetched(ItemNotice notice) {
    requireNonNull(notice, "notice");
    emit(TRACES_FETCHED, notice, notice::traceAttributes);
  }

  /**
   * Tells that traces were queried.
   *
   * @throws IllegalArgumentException if the notice is one of a single item
   */
  public void traceQueried(ItemNotice notice) {
    requireNonNull(notice, "notice").requireMany();
    emit(TRACES_QUERIED, notice, notice::traceAttributes);
  }

  /** Tells that one or more test cases were fetched by id. */
  public void testcaseFetched(ItemNotice notice) {
    requireNonNull(notice, "notice");
    emit(TESTCASES_FETCHED, notice, notice::testcaseAttributes);
  }

  /**
   * Tells that test cases were queried.
   *
   * @throws IllegalArgumentException if the notice is one of a single item
   */
  public void testcaseQueried(ItemNotice notice) {
    requireNonNull(notice, "notice").requireMany();
    emit(TESTCASES_QUERIED, notice, notice::testcaseAttributes);
  }

  /** Tells that revisions were retrieved, fetched, queried, logged or committed. */
  public void revision(RevisionNotice notice) {
    if (!requireNonNull(notice, "notice").isSuppressed()) {
      emit(notice.kind(), notice.scope(), notice::attributes);
    }
  }

  private void emit(
      EventType kind, ItemNotice notice, Function<String, Map<String, Object>> attributes) {
    if (!notice.isSuppressed()) {
      emit(kind, notice.scope(), attributes);
    }
  }

  private void emit(
      EventType kind, TextScope explicit, Function<String, Map<String, Object>> attributes) {
    EventBus bus = events.bus();
    try {
      if (bus != null && bus.isEnabled(kind)) {
        EventBuilder event = bus.events().builder(kind);
        if (isFilled(event, explicit, attributes)) {
          bus.emit(event.build());
        }
      }
    } catch (Throwable failure) {
      FatalErrors.rethrow(failure);
      if (failure instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      SafeLog.warn(LOG, "Dropped " + kind.id() + ": " + failure.getClass().getName(), failure);
    }
  }

  private static boolean isFilled(
      EventBuilder event, TextScope given, Function<String, Map<String, Object>> attributes) {
    Optional<EventScope> explicit = given.exact();
    if (explicit.isEmpty()) {
      return false;
    }
    EventScope scope = event.scope(explicit.get()).scope();
    @Nullable String user = scope.user();
    if (scope.project() == null || user == null) {
      return false;
    }
    event.details(attributes.apply(user));
    return true;
  }
}
