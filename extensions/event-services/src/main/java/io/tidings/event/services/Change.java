package io.tidings.event.services;

import static java.util.Objects.requireNonNull;

/**
 * A change of a value that has been saved. Immutable.
 *
 * @param <T> the kind of value
 * @param before what was there
 * @param after what is there now
 */
public record Change<T>(T before, T after) {

  /** Creates a change; neither may be null. */
  public Change {
    requireNonNull(before, "before");
    requireNonNull(after, "after");
  }
}
