package io.tidings.event.store;

import java.util.List;

/**
 * The outcomes of one append, one for each event in their order. All events but those with {@link
 * Outcome#UNSTORABLE} are committed, or will be with the host's transaction. Immutable and
 * thread-safe.
 *
 * @param outcomes the outcomes
 * @contract STO-03, STO-13, STO-15
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
    CONFLICT,
    /**
     * The event is not stored: the database rejects its content. Returned by {@link
     * EventStore#appendStorable} only.
     */
    UNSTORABLE
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

  /** Returns the number of events that the database rejects for their content. */
  public int unstorable() {
    return count(Outcome.UNSTORABLE);
  }

  private int count(Outcome outcome) {
    return (int) outcomes.stream().filter(outcome::equals).count();
  }
}
