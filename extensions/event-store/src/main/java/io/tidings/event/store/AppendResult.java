package io.tidings.event.store;

import java.util.List;

/**
 * The outcomes of one append, one for each event in their order. All events are committed, or will
 * be with the host's transaction. Immutable and thread-safe.
 *
 * @param outcomes the outcomes
 * @contract STO-03, STO-13
 */
public record AppendResult(List<Outcome> outcomes) {

  /** The outcome for one event. */
  public enum Outcome {
    /** The event was stored. */
    STORED,
    /** An equal event was stored before; nothing has changed. */
    DUPLICATE,
    /**
     * An event of the same project and id with other content was stored before and is unchanged.
     */
    CONFLICT
  }

  /** Creates a result; the list is copied. */
  public AppendResult {
    outcomes = List.copyOf(outcomes);
  }

  /** Returns the number of events that were stored. */
  public int stored() {
    return count(Outcome.STORED);
  }

  /** Returns the number of events that were stored before with the same content. */
  public int duplicates() {
    return count(Outcome.DUPLICATE);
  }

  /** Returns the number of events that were stored before with other content. */
  public int conflicts() {
    return count(Outcome.CONFLICT);
  }

  private int count(Outcome outcome) {
    return (int) outcomes.stream().filter(outcome::equals).count();
  }
}
