package io.tidings.event.services.tool;

import org.jspecify.annotations.Nullable;

/**
 * Tool that an agent can call. Must be thread-safe if it is called on several threads.
 *
 * @param <I> the type of the input
 * @param <O> the type of the result
 */
public interface Tool<I, O extends @Nullable Object> {

  /** Returns the name, 1 to 256 characters, the same at every call. */
  String name();

  /**
   * Executes the tool. It should return early when its thread is interrupted, which is how a
   * timeout is signalled.
   *
   * @return the result; may be null if {@code O} allows it
   */
  O call(I input) throws Exception;

  /**
   * Returns a tool with a name and a function.
   *
   * @throws IllegalArgumentException if the name is ill-formed
   */
  static <I, O extends @Nullable Object> Tool<I, O> of(String name, Call<I, O> call) {
    return new NamedTool<>(name, call);
  }

  /**
   * Function of a tool.
   *
   * @param <I> the type of the input
   * @param <O> the type of the result
   */
  @FunctionalInterface
  interface Call<I, O extends @Nullable Object> {

    /**
     * Executes the tool, as in {@link Tool#call}.
     *
     * @return the result
     */
    O call(I input) throws Exception;
  }
}
