/**
 * Reads at the boundary, where a request enters a host; each emits once, when the result is
 * available. Start at {@link io.tidings.event.services.boundary.RevisionReader}.
 *
 * <p>A new operation follows the rule in the documentation of {@link
 * io.tidings.event.services.platform}. No other package of this module depends on this one.
 */
@NullMarked
package io.tidings.event.services.boundary;

import org.jspecify.annotations.NullMarked;
