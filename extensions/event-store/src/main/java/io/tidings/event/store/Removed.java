package io.tidings.event.store;

/**
 * What retention has taken away beyond a place. Immutable.
 *
 * @param upTo the last place that was taken away, 0 for none
 * @param number the number of the latest removal there, which rises with each; 0 for none
 */
record Removed(long upTo, long number) {}
