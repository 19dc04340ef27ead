/** Aggregate SQL over the event table, behind {@link io.tidings.event.store.spi.TrailCounts}. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.store.internal.counts;
