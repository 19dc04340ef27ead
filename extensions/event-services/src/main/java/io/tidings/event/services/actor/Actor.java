package io.tidings.event.services.actor;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;

/**
 * Somebody who acts: a model with a prompt, or a plain program. Thread-safe if it runs on several
 * threads.
 *
 * @param <I> what it is asked
 * @param <O> what it answers
 */
public interface Actor<I, O> {

  /** Returns the name, 1 to 256 characters, the same at every call. */
  String name();

  /**
   * Acts. What is thrown ends the run as a failure, also what a tool has thrown.
   *
   * @param tools calls tools; of this run alone
   */
  ActorAnswer<O> run(I input, ActorTools tools) throws Exception;

  /** Returns an actor made of a name and a function. */
  static <I, O> Actor<I, O> of(String name, Part<I, O> part) {
    Inputs.name(name, "name");
    requireNonNull(part, "part");
    return new Actor<>() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public ActorAnswer<O> run(I input, ActorTools tools) throws Exception {
        return part.play(input, tools);
      }
    };
  }

  /**
   * What an actor does.
   *
   * @param <I> what it is asked
   * @param <O> what it answers
   */
  @FunctionalInterface
  interface Part<I, O> {

    /** Acts. */
    ActorAnswer<O> play(I input, ActorTools tools) throws Exception;
  }
}
