package io.tidings.event.async.internal;

import io.tidings.event.async.AsyncOptions;
import io.tidings.event.async.DeadLetterHandler;
import io.tidings.event.async.RetryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Settings of an asynchronous subscription. Immutable and thread-safe.
 *
 * @param options the queue, the threads and the order
 * @param retries the attempts
 * @param dead the receiver of events whose attempts have all failed, or null
 * @param timer the timer of the bus
 * @param inBatches whether events are handled in lists
 */
public record Settings(
    AsyncOptions options,
    RetryPolicy retries,
    @Nullable DeadLetterHandler dead,
    WorkTimer timer,
    boolean inBatches) {}
