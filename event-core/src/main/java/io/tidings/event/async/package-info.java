/**
 * Asynchronous delivery: options of asynchronous subscriptions, and a tap that queues events and
 * writes them on one background thread.
 *
 * <p>Start at {@link io.tidings.event.SubscriptionOptions#async()} or {@link
 * io.tidings.event.async.AsyncTap}.
 */
@NullMarked
package io.tidings.event.async;

import org.jspecify.annotations.NullMarked;
