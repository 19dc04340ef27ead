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
import io.tidings.event.internal.SafeLog;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Emitter of the 29 types of platform events, for reads, commits and queries.
 *
 * <pre>{@code
 * PlatformEmitter events = new PlatformEmitter(EventEmitter.of(bus));
 * events.revision(
 *     RevisionNotice.of(RevisionDomain.TESTSETS, RevisionAction.COMMIT)
 *         .revision(stored.reference())
 *         .scope(TextScope.of(projectId, userId)));
 * }</pre>
 *
 * <p>The scope of an event is resolved field by field: from the notice, the ambient {@link
 * EventScope}, then the host's scope source. If project or user is missing, no event is emitted and
 * nothing is logged. A failure while building or emitting is logged and does not reach the caller.
 * A null argument and a notice of the wrong form are rejected immediately, with and without a bus.
 *
 * <p>The documentation of this package defines where to call it. Immutable and thread-safe.
 *
 * @contract AGR-05, AGR-15, AGR-16, AGR-20, SCO-05, SCO-07
 */
public final class PlatformEmitter {

  private static final Logger LOG = LoggerFactory.getLogger(EventEmitter.class);

  private final EventEmitter events;

  /** Creates an emitter that emits through {@code events}. */
  public PlatformEmitter(EventEmitter events) {
    this.events = requireNonNull(events, "events");
  }

  /** Emits {@code traces.fetched}: one or more traces were read by id. */
  public void traceFetched(ItemNotice notice) {
    requireNonNull(notice, "notice");
    emit(TRACES_FETCHED, notice, notice::traceAttributes);
  }

  /**
   * Emits {@code traces.queried}.
   *
   * @throws IllegalArgumentException if the notice is of a single item
   */
  public void traceQueried(ItemNotice notice) {
    requireNonNull(notice, "notice").requireMany();
    emit(TRACES_QUERIED, notice, notice::traceAttributes);
  }

  /** Emits {@code testcases.fetched}: one or more test cases were read by id. */
  public void testcaseFetched(ItemNotice notice) {
    requireNonNull(notice, "notice");
    emit(TESTCASES_FETCHED, notice, notice::testcaseAttributes);
  }

  /**
   * Emits {@code testcases.queried}.
   *
   * @throws IllegalArgumentException if the notice is of a single item
   */
  public void testcaseQueried(ItemNotice notice) {
    requireNonNull(notice, "notice").requireMany();
    emit(TESTCASES_QUERIED, notice, notice::testcaseAttributes);
  }

  /** Emits the event of an action on revisions. */
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
        if (fill(event, explicit, attributes)) {
          bus.emit(event.build());
        }
      }
    } catch (Throwable failure) {
      String type = failure.getClass().getName();
      SafeLog.contain(LOG, () -> "Event dropped: \"" + kind.id() + "\", " + type, failure);
    }
  }

  /** Fills the event; returns false if project or user is unknown. */
  private static boolean fill(
      EventBuilder event, TextScope given, Function<String, Map<String, Object>> attributes) {
    Optional<EventScope> explicit = given.toExactEventScope();
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
