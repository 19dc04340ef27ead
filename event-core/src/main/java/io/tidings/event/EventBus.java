package io.tidings.event;

import java.time.Duration;

/**
 * Lets the rest of a host hear what happened. A service emits an event once; every handler
 * subscribed to it is called, on the same thread, before the outermost {@link #emit} returns
 * (BUS-05); inside a handler, that is after the present event (ORD-01).
 *
 * <pre>{@code
 * EventBus bus = EventBus.create();
 * Subscription mail = bus.subscribe(EventType.PLAN_APPLIED, e -> mailer.send(e.planId()));
 * bus.emit(DomainEvent.builder(EventType.PLAN_APPLIED).planId("p-1").detail("files", 3).build());
 * mail.close();
 * bus.close();
 * }</pre>
 *
 * <p>What the buses of this library promise is listed in {@code docs/contract.md}. In short:
 * handlers are called in the order of their subscription; nothing a handler throws reaches the
 * emitter or another handler (BUS-09); an event emitted by a handler is handled after the present
 * one (ORD-01); nothing is lost without a word. A service that may have no bus uses {@link
 * EventEmitter}.
 *
 * <p>Implementations are thread-safe (BUS-06). A host creates one, hands it to its services and
 * closes it at its end (BUS-15).
 */
public interface EventBus extends AutoCloseable {

  /** Returns a new bus with every default. Short for {@code builder().build()}. */
  static EventBus create() {
    return builder().build();
  }

  /** Starts a bus with taps, an order, a factory or a failure listener of the host's. */
  static EventBusBuilder builder() {
    return new EventBusBuilder();
  }

  /**
   * Returns the bus that does nothing: {@code emit} checks its argument and answers that nobody was
   * there, {@code isEnabled} is false, {@code subscribe} answers a subscription that is not active,
   * and it cannot be closed (BUS-17).
   */
  static EventBus noop() {
    return NoopBus.INSTANCE;
  }

  /**
   * Delivers an event to the taps and then to every handler whose selector matches, in the order
   * they were subscribed (BUS-02).
   *
   * <p>The handlers are those subscribed when this method is called; one that is unsubscribed
   * before its turn is skipped (BUS-07). Inside a handler of the same bus the event is put off, by
   * {@link DispatchOrder}. On a closed bus nothing happens, and one WARN tells so (END-01).
   *
   * @param event the event
   * @return what became of it; may be ignored
   * @throws NullPointerException if {@code event} is null
   * @throws VirtualMachineError if a handler, tap or predicate threw one that is not a {@link
   *     StackOverflowError}: from the outermost emit of the thread, after everyone else has been
   *     served (BUS-10). Nothing else a listener throws gets here
   */
  EmitResult emit(DomainEvent event);

  /**
   * Subscribes a handler, until the subscription is closed.
   *
   * @return the subscription
   * @throws NullPointerException if an argument is null
   * @throws IllegalStateException if this bus is closed
   */
  Subscription subscribe(EventSelector selector, SubscriptionOptions options, EventHandler handler);

  /** Subscribes a handler with {@link SubscriptionOptions#defaults()}. */
  default Subscription subscribe(EventSelector selector, EventHandler handler) {
    return subscribe(selector, SubscriptionOptions.defaults(), handler);
  }

  /** Subscribes a handler to one kind of event. */
  default Subscription subscribe(EventKind kind, EventHandler handler) {
    return subscribe(EventSelector.kind(kind), handler);
  }

  /**
   * Tells whether somebody might hear an event of the kind: a handler's selector could match it, or
   * a tap is interested. May say yes too often, never no too often; no once this bus is closed
   * (BUS-18).
   *
   * @throws NullPointerException if {@code kind} is null
   * @throws IllegalArgumentException if the kind's id is null
   */
  boolean isEnabled(EventKind kind);

  /**
   * Flushes the taps in order, so that what was emitted before has gone where it should go.
   *
   * @param timeout how long to wait for all of them together; zero or negative asks without waiting
   * @return whether nothing is left (END-04)
   * @throws NullPointerException if {@code timeout} is null
   * @throws IllegalStateException if called inside a handler or tap of this bus
   */
  boolean flush(Duration timeout);

  /**
   * Closes this bus: later events are not delivered, subscriptions are given up, then the taps are
   * closed. Does not wait for emits in flight: these reach every tap and every handler not yet
   * unsubscribed (END-02). Inside a handler of this bus, the taps are closed when the outermost
   * emit ends. Closing again does nothing.
   */
  @Override
  void close();

  /** Returns the factory whose events belong on this bus, with the host's clock, ids and limits. */
  EventFactory events();
}
