/**
 * Platform events: reads, commits and queries of revisions, traces and test cases. Start at {@link
 * io.tidings.event.services.platform.PlatformEmitter}.
 *
 * <h2>Where to emit</h2>
 *
 * <p>This rule holds for all operations, present and future:
 *
 * <ul>
 *   <li><b>A write emits in the service</b>, at the one place where the store has returned, and
 *       only if it stored something. Commits do; archive, unarchive and other changes of state
 *       will. Every path to that place emits once: a new operation calls the existing write and
 *       emits nothing itself. A service that delegates its write to another one creates that one
 *       without a bus.
 *   <li><b>A read emits at the boundary</b>, where a request enters the host: after the result is
 *       available, and after the cache lookup, so that a cache hit emits as well. Retrieve, fetch,
 *       query and log do; future reads will. Internal reads of a service (the previous revision for
 *       a diff, the base of a delta, a reference to resolve, a loop over test cases) emit nothing:
 *       services read from their store, never through the boundary.
 * </ul>
 *
 * <p>Reads of artifacts and variants emit nothing.
 *
 * @contract AGR-22, EMI-12
 */
@NullMarked
package io.tidings.event.services.platform;

import org.jspecify.annotations.NullMarked;
