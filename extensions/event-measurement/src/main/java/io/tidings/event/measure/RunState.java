package io.tidings.event.measure;

import io.tidings.event.EventType;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The states of a run, with the event that marks each. A run is a plan: pending when created,
 * completed when applied, failed when a phase errored, cancelled when cancelled. No single kind of
 * event marks the states in between.
 *
 * @contract MEA-22
 */
enum RunState {
  /** Requested. */
  PENDING(EventType.PLAN_CREATED),
  /** Planning is under way. */
  PLANNING,
  /** Waiting for an approval. */
  AWAITING_APPROVAL,
  /** Execution is under way. */
  RUNNING,
  /** Execution is paused. */
  PAUSED,
  /** Planning is repeated. */
  REPLANNING,
  /** The result is being verified. */
  VERIFYING,
  /** Waiting for a person. */
  AWAITING_HUMAN,
  /** Ended successfully. */
  COMPLETED(EventType.PLAN_APPLIED),
  /** Ended by an error. */
  FAILED(EventType.PLAN_ERRORED),
  /** Ended by cancellation. */
  CANCELLED(EventType.PLAN_CANCELLED);

  /** The final states. */
  static final Set<RunState> ENDS = Set.of(COMPLETED, FAILED, CANCELLED);

  private final @Nullable EventType kind;

  RunState() {
    this.kind = null;
  }

  RunState(EventType kind) {
    this.kind = kind;
  }

  /** Returns the kinds of events that mark a final state. */
  static List<String> endKinds() {
    return Stream.of(values())
        .filter(ENDS::contains)
        .flatMap(state -> state.kinds().stream())
        .toList();
  }

  /** Returns the text of the state, such as {@code awaiting_human}. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the kinds of events that mark this state; none if no single kind does. */
  List<String> kinds() {
    return kind == null ? List.of() : List.of(kind.id());
  }
}
