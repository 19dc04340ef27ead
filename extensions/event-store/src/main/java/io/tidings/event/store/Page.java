package io.tidings.event.store;

import io.tidings.event.store.internal.follow.RemovalMark;
import java.util.List;

/**
 * The result of one poll of a follower. Immutable.
 *
 * @param events the events, in order
 * @param upTo the position up to which there are no others
 * @param isLast whether no more events were stored
 * @param removed the latest removal from the query's project, or from any, beyond the position that
 *     the page was read from
 */
record Page(List<StoredEvent> events, long upTo, boolean isLast, RemovalMark removed) {

  /** The greatest number of events. */
  static final int SIZE = 500;
}
