package io.tidings.event.store.internal.follow;

/**
 * The latest removal of events by retention beyond a position. Immutable.
 *
 * @param upTo the last position removed, 0 for none
 * @param number the number of that removal, which rises with each; 0 for none
 */
public record RemovalMark(long upTo, long number) {}
