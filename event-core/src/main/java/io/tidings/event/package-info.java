/**
 * What a host types.
 *
 * <p>Start at {@link io.tidings.event.EventBus}: make one, subscribe a handler, emit an event.
 * {@link io.tidings.event.EventType} is the catalogue of what can happen, {@link
 * io.tidings.event.DomainEvent} the record of one thing that did, and {@link
 * io.tidings.event.EventEmitter} the way a service states it, bus or no bus. Promises carry ids
 * such as BUS-09; {@code docs/contract.md} lists them all.
 */
package io.tidings.event;
