/**
 * Every event as one structured log entry.
 *
 * <p>Start at {@link io.tidings.event.logging.LoggingEventBus}.
 */
@NullMarked
package io.tidings.event.logging;

import org.jspecify.annotations.NullMarked;
