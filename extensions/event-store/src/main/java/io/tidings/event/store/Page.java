package io.tidings.event.store;

import java.util.List;

/**
 * What a follower reads at a time. Immutable.
 *
 * @param events the events, in order
 * @param upTo the place up to which there is nothing else
 * @param isLast whether there was no more to be read
 * @param removed the place up to which some events of the query have been removed, 0 for none
 */
record Page(List<StoredEvent> events, long upTo, boolean isLast, long removed) {

  /** How many events are read at a time. */
  static final int SIZE = 500;
}
