package io.tidings.event.store.internal.delivery;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of an attempt that has to be stored. Immutable.
 *
 * @param item the event
 * @param failure the failure, null after a success of a stored event
 */
record Outcome(Item item, @Nullable Throwable failure) {}
