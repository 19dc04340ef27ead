/**
 * Asynchronous delivery: a tap that queues events and writes them on one background thread.
 *
 * <p>Start at {@link io.tidings.event.async.AsyncTap}.
 */
@NullMarked
package io.tidings.event.async;

import org.jspecify.annotations.NullMarked;
