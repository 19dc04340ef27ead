/**
 * What a host types. Start at {@link io.tidings.event.EventBus}: make one, subscribe a handler,
 * emit an event.
 *
 * <ul>
 *   <li>To say it: {@link io.tidings.event.EventEmitter} in a service, {@link
 *       io.tidings.event.EventBuilder} and {@link io.tidings.event.EventFactory} to build.
 *   <li>What it is: {@link io.tidings.event.DomainEvent}, {@link io.tidings.event.EventKind},
 *       {@link io.tidings.event.EventType}.
 *   <li>To hear it: {@link io.tidings.event.EventHandler}, {@link io.tidings.event.EventSelector},
 *       {@link io.tidings.event.SubscriptionOptions}, {@link io.tidings.event.Subscription}; taps
 *       are in {@link io.tidings.event.spi}.
 *   <li>Whose it is and what caused it: {@link io.tidings.event.EventScope}, {@link
 *       io.tidings.event.EventContext}.
 *   <li>What becomes of it: {@link io.tidings.event.EmitResult}, {@link
 *       io.tidings.event.DispatchOrder}, {@link io.tidings.event.EventLimits}, {@link
 *       io.tidings.event.EventBusBuilder}.
 * </ul>
 *
 * <p>What is package-private is the engine. One event's way through it: {@code SynchronousBus}
 * finds its handlers in {@code Routes} and {@code KeyRoutes} and hands it to the {@code
 * Dispatcher}, whose state on a thread is {@code ThreadState}, {@code Frame} and {@code Delivery}.
 * Details are taken by {@code DetailFreezer} and given back by {@code DetailReader}.
 *
 * <p>Promises carry ids such as BUS-09; the page {@code docs/contract.md} of the project lists
 * them.
 */
@NullMarked
package io.tidings.event;

import org.jspecify.annotations.NullMarked;
