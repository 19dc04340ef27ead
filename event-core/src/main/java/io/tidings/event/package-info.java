/**
 * Events, the event bus and everything that a host calls. Start at {@link
 * io.tidings.event.EventBus}: create a bus, subscribe a handler, emit an event.
 *
 * <ul>
 *   <li>Emitting: {@link io.tidings.event.EventEmitter} in a service, {@link
 *       io.tidings.event.EventBuilder} and {@link io.tidings.event.EventFactory}.
 *   <li>Events: {@link io.tidings.event.DomainEvent}, {@link io.tidings.event.EventKind}, {@link
 *       io.tidings.event.EventType}.
 *   <li>Typed events: {@link io.tidings.event.PayloadKind}, {@link
 *       io.tidings.event.PayloadHandler}, {@link io.tidings.event.Formerly}, {@link
 *       io.tidings.event.RedactedDetailException}.
 *   <li>Subscribing: {@link io.tidings.event.EventHandler}, {@link io.tidings.event.EventSelector},
 *       {@link io.tidings.event.SubscriptionOptions}, {@link io.tidings.event.Subscription}; taps
 *       are in {@link io.tidings.event.spi}.
 *   <li>Scope and causality: {@link io.tidings.event.EventScope}, {@link
 *       io.tidings.event.EventContext}.
 *   <li>Configuration and results: {@link io.tidings.event.EventBusBuilder}, {@link
 *       io.tidings.event.DispatchOrder}, {@link io.tidings.event.EventLimits}, {@link
 *       io.tidings.event.EmitResult}.
 * </ul>
 *
 * <p>The package-private classes are the engine. {@code SynchronousBus} looks up the subscriptions
 * of an event in {@code Routes} and {@code KeyRoutes} and passes them to the {@code Dispatcher},
 * whose state on a thread is {@code ThreadState}, {@code Frame} and {@code Delivery}. {@code
 * DetailFreezer} makes details immutable; {@code DetailReader} converts them back.
 *
 * <p>{@code docs/contract.md} defines the promises.
 */
@NullMarked
package io.tidings.event;

import org.jspecify.annotations.NullMarked;
