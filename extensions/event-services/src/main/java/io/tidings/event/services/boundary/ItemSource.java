package io.tidings.event.services.boundary;

import java.util.List;

/**
 * Access to a host's traces or test cases. Implementations must be thread-safe and emit nothing:
 * their internal reads, such as the spans of a trace, are not part of the request.
 *
 * @param <T> the type of an item
 * @param <Q> the type of a query
 * @contract AGR-22
 */
public interface ItemSource<T, Q> {

  /** Returns the items with these ids, in the order of the ids; unknown ids are skipped. */
  List<T> fetch(String projectId, List<String> ids);

  /** Returns the items that match a query. */
  List<T> query(String projectId, Q query);
}
