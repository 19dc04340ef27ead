package io.tidings.event.store;

import java.util.List;

/**
 * What a follower reads at a time. Immutable.
 *
 * @param events the events, in order
 * @param upTo the place up to which there is nothing else
 * @param isLast whether there was no more to be read
 * @param removed which events of the query's project, or of any, have been removed beyond the place
 *     that it was read from
 */
record Page(List<StoredEvent> events, long upTo, boolean isLast, Removed removed) {

  /** How many events are read at a time. */
  static final int SIZE = 500;
}
