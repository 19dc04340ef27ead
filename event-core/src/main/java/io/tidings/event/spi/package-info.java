/**
 * Extension points of the bus for hosts and other modules: taps, the failure listener, and the
 * sources of ids, scopes and traces.
 *
 * <p>Start at {@link io.tidings.event.spi.EventTap}.
 */
@NullMarked
package io.tidings.event.spi;

import org.jspecify.annotations.NullMarked;
