package io.tidings.event.rx;

/**
 * Counts of a bus's stream since its creation. Exact while no other thread emits, subscribes or
 * disposes; otherwise each count is a recent value, and the counts may be of different moments.
 * Immutable and thread-safe.
 *
 * @param emitted the number of events that at least one observer's selector matched; other events
 *     never reach the stream and are not counted
 * @param delivered the number of calls of an observer with an event that returned normally
 * @param failed the number of calls of an observer with an event that threw
 * @param dropped the number of events dropped because an observer's queue was full, counted once
 *     per observer
 * @param observers the number of subscribed observers
 * @contract RX-12
 */
public record StreamMetrics(
    long emitted, long delivered, long failed, long dropped, int observers) {}
