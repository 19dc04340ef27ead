package io.tidings.event.measure;

import io.tidings.event.EventType;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The states of a run (MEA-22), and which event tells of each. A run is a plan: it is pending once
 * it is created, completed once it is applied, failed once a phase of it errored, cancelled once it
 * is cancelled. The states in between are told by no kind of event alone.
 */
enum RunState {
  /** It was asked for. */
  PENDING(EventType.PLAN_CREATED),
  /** It is being thought about. */
  PLANNING,
  /** Somebody has to approve it. */
  AWAITING_APPROVAL,
  /** It is under way. */
  RUNNING,
  /** It stands still. */
  PAUSED,
  /** It is being thought about again. */
  REPLANNING,
  /** What it did is being looked at. */
  VERIFYING,
  /** Somebody has to do something. */
  AWAITING_HUMAN,
  /** It did what it was to do. */
  COMPLETED(EventType.PLAN_APPLIED),
  /** It could not. */
  FAILED(EventType.PLAN_ERRORED),
  /** It was called off. */
  CANCELLED(EventType.PLAN_CANCELLED);

  /** The states that a run ends in. */
  static final Set<RunState> ENDS = Set.of(COMPLETED, FAILED, CANCELLED);

  private final @Nullable EventType told;

  RunState() {
    this.told = null;
  }

  RunState(EventType told) {
    this.told = told;
  }

  /** Returns the text that stands for the state, such as {@code awaiting_human}. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the kinds of events that tell of it, none if there is none that does alone. */
  List<String> kinds() {
    return told == null ? List.of() : List.of(told.id());
  }
}
