/** Invariants of plans. Start at {@link io.tidings.event.services.invariant.InvariantService}. */
@NullMarked
package io.tidings.event.services.invariant;

import org.jspecify.annotations.NullMarked;
