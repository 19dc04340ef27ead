package io.tidings.event.services.tool;

import org.jspecify.annotations.Nullable;

/**
 * Something an agent can call. Thread-safe if it is called on several threads.
 *
 * @param <I> what it takes
 * @param <O> what it gives
 */
public interface Tool<I, O extends @Nullable Object> {

  /** Returns the name, 1 to 256 characters, the same at every call. */
  String name();

  /**
   * Does the work. A tool should end early when its thread is interrupted: that is how it is told
   * that its time is up.
   */
  O call(I input) throws Exception;

  /** Returns a tool made of a name and a function. */
  static <I, O extends @Nullable Object> Tool<I, O> of(String name, Call<I, O> call) {
    return new NamedTool<>(name, call);
  }

  /**
   * What a tool does.
   *
   * @param <I> what it takes
   * @param <O> what it gives
   */
  @FunctionalInterface
  interface Call<I, O extends @Nullable Object> {

    /** Does the work. */
    O call(I input) throws Exception;
  }
}
