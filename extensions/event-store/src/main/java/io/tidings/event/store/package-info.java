/**
 * The trail: a durable, ordered, queryable store of events in one file.
 *
 * <p>Start at {@link io.tidings.event.store.EventStore}; {@link io.tidings.event.store.StoreTap}
 * puts it on a bus, {@link io.tidings.event.store.EventQuery} asks it.
 */
@NullMarked
package io.tidings.event.store;

import org.jspecify.annotations.NullMarked;
