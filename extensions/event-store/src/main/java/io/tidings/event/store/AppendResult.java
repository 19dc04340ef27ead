package io.tidings.event.store;

import java.util.List;

/**
 * What became of the events of one append, one outcome for each, in their order. All of it is
 * committed (STO-03), or will be with the host's transaction (STO-13). Immutable and thread-safe.
 *
 * @param outcomes the outcomes
 */
public record AppendResult(List<Outcome> outcomes) {

  /** What became of one event. */
  public enum Outcome {
    /** It is stored. */
    STORED,
    /** It was stored before, with the same content; nothing has changed. */
    DUPLICATE,
    /** An event of its project and id was stored before, with other content, which is kept. */
    CONFLICT
  }

  /** Creates a result. */
  public AppendResult {
    outcomes = List.copyOf(outcomes);
  }

  /** Returns how many events are stored that were not before. */
  public int stored() {
    return count(Outcome.STORED);
  }

  /** Returns how many were stored before with the same content. */
  public int duplicates() {
    return count(Outcome.DUPLICATE);
  }

  /** Returns how many were stored before with other content. */
  public int conflicts() {
    return count(Outcome.CONFLICT);
  }

  private int count(Outcome outcome) {
    return (int) outcomes.stream().filter(outcome::equals).count();
  }
}
