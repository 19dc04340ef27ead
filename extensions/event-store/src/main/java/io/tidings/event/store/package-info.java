/**
 * The trail: a durable, ordered, queryable store of events in a SQLite file or a PostgreSQL schema.
 *
 * <p>Start at {@link io.tidings.event.store.EventStore}; {@link io.tidings.event.store.StoreTap}
 * appends the events of a bus, {@link io.tidings.event.store.EventQuery} selects what to read.
 */
@NullMarked
package io.tidings.event.store;

import org.jspecify.annotations.NullMarked;
