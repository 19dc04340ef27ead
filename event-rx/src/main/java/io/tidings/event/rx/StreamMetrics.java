package io.tidings.event.rx;

/**
 * What the stream of a bus has done so far (RX-12). Exact while nobody emits, observes or disposes;
 * else each number is one that was true a moment ago. Immutable and thread-safe.
 *
 * @param emitted how many events at least one observer has wanted; what nobody wants never gets as
 *     far as the stream, and is not counted
 * @param delivered how many times an observer was given an event and returned
 * @param failed how many times an observer was given an event and threw
 * @param dropped how many times an event was let go because an observer's queue was full
 * @param observers how many observers there are
 */
public record StreamMetrics(
    long emitted, long delivered, long failed, long dropped, int observers) {}
