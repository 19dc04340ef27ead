package io.tidings.event.services.context;

import static java.util.Objects.requireNonNull;

/**
 * A fragment that a query has found. Immutable.
 *
 * @param fragment the fragment
 * @param score how often the words of the query are in it
 */
public record ContextMatch(ContextFragment fragment, int score) {

  /** Creates it; the fragment must not be null. */
  public ContextMatch {
    requireNonNull(fragment, "fragment");
  }
}
