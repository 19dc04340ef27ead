package io.tidings.event.services.boundary;

import java.util.List;

/**
 * Where a host has its traces or test cases. Implementations must be thread-safe, and emit nothing
 * themselves: what they read in turn, such as the spans of a trace, is not what was asked for
 * (AGR-22).
 *
 * @param <T> an item
 * @param <Q> what to look for
 */
public interface ItemSource<T, Q> {

  /** Returns the items with these ids that there are, in the order of the ids. */
  List<T> fetch(String projectId, List<String> ids);

  /** Returns the items that are looked for. */
  List<T> query(String projectId, Q query);
}
