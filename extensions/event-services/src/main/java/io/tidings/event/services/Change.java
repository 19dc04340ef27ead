package io.tidings.event.services;

import static java.util.Objects.requireNonNull;

/**
 * Saved change of a value. Immutable.
 *
 * @param <T> the type of the value
 * @param before the value before the change
 * @param after the value after the change
 */
public record Change<T>(T before, T after) {

  /** Creates a change; neither may be null. */
  public Change {
    requireNonNull(before, "before");
    requireNonNull(after, "after");
  }
}
