package io.tidings.event.services.actor;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;

/**
 * How an actor's run ends, if it does not fail. Immutable.
 *
 * @param <O> what it answers
 */
public sealed interface ActorAnswer<O> {

  /** Returns the answer of a run that is done. */
  static <O> ActorAnswer<O> completed(O output) {
    return new Completed<>(output);
  }

  /** Returns the answer of a run that hands over to somebody else. */
  static <O> ActorAnswer<O> escalated(String reason, String target) {
    return new Escalated<>(reason, target);
  }

  /**
   * The run is done.
   *
   * @param <O> what it answers
   * @param output the answer, not null
   */
  record Completed<O>(O output) implements ActorAnswer<O> {

    /** Creates it. */
    public Completed {
      requireNonNull(output, "output");
    }
  }

  /**
   * The run hands over.
   *
   * @param <O> what it would have answered
   * @param reason why, at most 1 Mi characters
   * @param target to whom, 1 to 256 characters
   */
  record Escalated<O>(String reason, String target) implements ActorAnswer<O> {

    /** Creates it. */
    public Escalated {
      Inputs.text(reason, "reason");
      Inputs.name(target, "target");
    }
  }
}
