package io.tidings.event.internal;

import java.time.Duration;

/**
 * Bounds of a {@link FairQueue}. Immutable and thread-safe.
 *
 * @param capacity the maximum number of elements, at least 1
 * @param maxSize the maximum total size of the elements, at least 1
 * @param policy the treatment of an element that finds no room
 * @param timeout the time limit of a wait under {@link QueuePolicy#BLOCK}; zero does not wait
 */
public record QueueBounds(int capacity, long maxSize, QueuePolicy policy, Duration timeout) {}
