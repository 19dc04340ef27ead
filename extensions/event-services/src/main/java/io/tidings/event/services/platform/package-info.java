/**
 * The events of the platform types: who read, committed or queried which revision, trace or test
 * case. Start at {@link io.tidings.event.services.platform.PlatformEmitter}.
 *
 * <h2>Where to emit</h2>
 *
 * <p>This is the rule for every operation there is and every one to come (EMI-12):
 *
 * <ul>
 *   <li><b>A write emits in the service</b>, at the one place where the store has answered, and
 *       only if it has stored something. Commits do; archive, unarchive and whatever else changes
 *       state will. Every path to that place emits once: a new operation calls the existing write,
 *       and emits nothing itself. A service that hands its write on to another builds that one
 *       without a bus.
 *   <li><b>A read emits at the boundary</b>, where a request enters the host: after the result is
 *       there, and after the cache was asked, so that a hit is told too. Retrieve, fetch, query and
 *       log do; future reads will. What a service reads for itself (the previous revision for a
 *       diff, the base of a delta, a reference to resolve, a loop over test cases) is nobody's
 *       read, and stays silent: services read from their store, never through the boundary.
 * </ul>
 *
 * <p>Reads of artifacts and variants emit nothing (AGR-22).
 */
@NullMarked
package io.tidings.event.services.platform;

import org.jspecify.annotations.NullMarked;
