/**
 * Buses that observe emits and handler calls.
 *
 * <p>Start at {@link io.tidings.event.observe.ObservedEventBus}.
 */
@org.jspecify.annotations.NullMarked
package io.tidings.event.observe;
