package io.tidings.event.services.actor;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;

/**
 * Actor: a model with a prompt, or a plain program. Must be thread-safe if it runs on several
 * threads.
 *
 * @param <I> the type of the input
 * @param <O> the type of the output
 */
public interface Actor<I, O> {

  /** Returns the name, 1 to 256 characters, the same at every call. */
  String name();

  /**
   * Acts on an input. An exception, including one of a tool, ends the run as a failure.
   *
   * @param tools calls tools; valid for this run only
   * @return how the run ended, not null
   */
  ActorResult<O> run(I input, ActorTools tools) throws Exception;

  /**
   * Returns an actor with a name and a behavior.
   *
   * @throws IllegalArgumentException if the name is ill-formed
   */
  static <I, O> Actor<I, O> of(String name, Behavior<I, O> behavior) {
    Inputs.name(name, "name");
    requireNonNull(behavior, "behavior");
    return new Actor<>() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public ActorResult<O> run(I input, ActorTools tools) throws Exception {
        return behavior.run(input, tools);
      }
    };
  }

  /**
   * Behavior of an actor.
   *
   * @param <I> the type of the input
   * @param <O> the type of the output
   */
  @FunctionalInterface
  interface Behavior<I, O> {

    /**
     * Acts on an input, as in {@link Actor#run}.
     *
     * @return how the run ended, not null
     */
    ActorResult<O> run(I input, ActorTools tools) throws Exception;
  }
}
