/**
 * What a host or a sibling module implements to extend the bus: taps that hear every event, the
 * listener for failures, and the sources of ids and scopes.
 *
 * <p>Start at {@link io.tidings.event.spi.EventTap}.
 */
@NullMarked
package io.tidings.event.spi;

import org.jspecify.annotations.NullMarked;
