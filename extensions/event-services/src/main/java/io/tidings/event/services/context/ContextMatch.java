package io.tidings.event.services.context;

import static java.util.Objects.requireNonNull;

/**
 * Fragment that matches a query. Immutable.
 *
 * @param fragment the fragment
 * @param score the number of occurrences of the query's words
 */
public record ContextMatch(ContextFragment fragment, int score) {

  /** Creates a match; the fragment must not be null. */
  public ContextMatch {
    requireNonNull(fragment, "fragment");
  }
}
