package io.tidings.event.services.actor;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;

/**
 * Result of an actor's run that did not fail. Immutable.
 *
 * @param <O> the type of the output
 */
public sealed interface ActorResult<O> {

  /** Returns the result of a completed run. */
  static <O> ActorResult<O> completed(O output) {
    return new Completed<>(output);
  }

  /**
   * Returns the result of a run that was handed over.
   *
   * @throws IllegalArgumentException if the reason is too long or the target ill-formed
   */
  static <O> ActorResult<O> escalated(String reason, String target) {
    return new Escalated<>(reason, target);
  }

  /**
   * Result of a completed run.
   *
   * @param <O> the type of the output
   * @param output the output, not null
   */
  record Completed<O>(O output) implements ActorResult<O> {

    /** Creates a result. */
    public Completed {
      requireNonNull(output, "output");
    }
  }

  /**
   * Result of a run that was handed over to another actor or a person.
   *
   * @param <O> the type of the missing output
   * @param reason why, at most 1 Mi characters
   * @param target the name of the receiver, 1 to 256 characters
   */
  record Escalated<O>(String reason, String target) implements ActorResult<O> {

    /**
     * Creates a result.
     *
     * @throws IllegalArgumentException if the reason is too long or the target ill-formed
     */
    public Escalated {
      Inputs.text(reason, "reason");
      Inputs.name(target, "target");
    }
  }
}
