/**
 * Durable delivery of a trail's events: retry, order per key, dead letters and the inbox.
 *
 * <p>Start at {@link io.tidings.event.store.delivery.Delivery}.
 */
@org.jspecify.annotations.NullMarked
package io.tidings.event.store.delivery;
