/** Positions, leases and wake-ups of followers. Not exported. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.store.internal.follow;
