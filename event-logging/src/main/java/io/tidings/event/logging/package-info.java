/**
 * Structured logging of events: a bus and a tap for SLF4J, an audit log in memory, and logback's
 * encoder, appender and rolling policy for an audit file.
 *
 * <p>Start at {@link io.tidings.event.logging.LoggingEventBus}.
 */
@NullMarked
package io.tidings.event.logging;

import org.jspecify.annotations.NullMarked;
