package io.tidings.event;

import static java.util.Objects.requireNonNull;

import io.tidings.event.async.CloseResult;
import java.time.Duration;

/**
 * Dispatches domain events to subscribed handlers: on the emitting thread and before the outermost
 * {@link #emit} returns, or asynchronously if {@link SubscriptionOptions#async()} asks for it.
 *
 * <pre>{@code
 * EventBus bus = EventBus.create();
 * Subscription mail = bus.subscribe(EventType.PLAN_APPLIED, e -> mailer.send(e.planId()));
 * bus.emit(DomainEvent.builder(EventType.PLAN_APPLIED).planId("p-1").detail("files", 3).build());
 * mail.close();
 * bus.close();
 * }</pre>
 *
 * <p>Handlers run in the order of subscription. What a handler throws reaches neither the emitter
 * nor another handler. An event that a handler emits is handled after the current event (taps
 * receive it at once), unless {@link DispatchOrder} changes that. {@code docs/contract.md} lists
 * all promises. A service with an optional bus uses {@link EventEmitter}.
 *
 * <p>Implementations are thread-safe. A host creates one bus for all its services and closes it at
 * shutdown.
 *
 * @contract BUS-05, BUS-06, BUS-09, BUS-15, ORD-01
 */
public interface EventBus extends AutoCloseable {

  /** Returns a new bus with all defaults, like {@code builder().build()}. */
  static EventBus create() {
    return builder().build();
  }

  /** Returns a builder of a bus with taps, a dispatch order, a factory or a failure listener. */
  static EventBusBuilder builder() {
    return new EventBusBuilder();
  }

  /**
   * Returns a no-op bus: {@code emit} validates its argument and returns a result with zero
   * deliveries, {@code isEnabled} returns false, {@code subscribe} returns an inactive
   * subscription, and {@code close} has no effect.
   *
   * @contract BUS-17
   */
  static EventBus noop() {
    return NoopBus.INSTANCE;
  }

  /**
   * Dispatches an event to the taps and then to each handler whose selector matches, in the order
   * of subscription. The handlers are those subscribed when this method is called; one unsubscribed
   * before its turn is skipped. Inside a handler of the same bus, {@link DispatchOrder} decides
   * when the event is dispatched. On a closed bus the event is dropped; the first such emit logs a
   * WARN.
   *
   * @param event the event
   * @return the outcome, which a caller may ignore
   * @throws NullPointerException if {@code event} is null
   * @throws VirtualMachineError if a handler, tap or predicate threw one other than a {@link
   *     StackOverflowError}; thrown by the outermost emit of the thread after all other listeners
   *     were called. No other throwable of a listener is thrown
   * @contract BUS-02, BUS-07, BUS-10, END-01
   */
  EmitResult emit(DomainEvent event);

  /**
   * Builds an event of a payload with {@link #events()} and emits it.
   *
   * <pre>{@code
   * bus.subscribe(ORDER_PLACED, (order, event) -> mailer.send(order.orderId()));
   * bus.emit(ORDER_PLACED, new OrderPlaced("o-1", price, lines));
   * }</pre>
   *
   * @param kind the kind
   * @param payload the details; its mutable parts must not be changed afterwards, as handlers
   *     receive the same instance
   * @return the outcome, which a caller may ignore
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if an accessor throws, a component has no exact form or
   *     exceeds a limit; the message names its path
   * @throws VirtualMachineError as {@link #emit(DomainEvent)}
   * @contract PAY-01, PAY-02
   */
  default <P extends Record> EmitResult emit(PayloadKind<P> kind, P payload) {
    return emit(events().builder(kind, payload).build());
  }

  /**
   * Subscribes a handler until the subscription or this bus is closed.
   *
   * @return the subscription; an inactive one on a no-op bus
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if the factory's catalogue does not have a kind or category of
   *     {@code selector}, or {@code options} are for an asynchronous handler only
   * @throws IllegalStateException if this bus is closed
   * @contract BUS-12, END-01, CAT-03
   */
  Subscription subscribe(EventSelector selector, SubscriptionOptions options, EventHandler handler);

  /**
   * Subscribes a handler with {@link SubscriptionOptions#defaults()}.
   *
   * @return the subscription
   * @throws NullPointerException if an argument is null
   * @throws IllegalStateException if this bus is closed
   */
  default Subscription subscribe(EventSelector selector, EventHandler handler) {
    return subscribe(selector, SubscriptionOptions.defaults(), handler);
  }

  /**
   * Subscribes a handler to one kind of event, with {@link SubscriptionOptions#defaults()}.
   *
   * @return the subscription
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if the kind's id is null or ill-formed
   * @throws IllegalStateException if this bus is closed
   */
  default Subscription subscribe(EventKind kind, EventHandler handler) {
    return subscribe(EventSelector.kind(kind), handler);
  }

  /**
   * Subscribes a handler of payloads to one kind of event, with {@link
   * SubscriptionOptions#defaults()}. For options, or other conditions than the kind, subscribe
   * {@link PayloadKind#handler}.
   *
   * @return the subscription
   * @throws NullPointerException if an argument is null
   * @throws IllegalStateException if this bus is closed
   * @contract PAY-02, PAY-09
   */
  default <P extends Record> Subscription subscribe(
      PayloadKind<P> kind, PayloadHandler<? super P> handler) {
    return subscribe(EventSelector.kind(kind), kind.handler(handler));
  }

  /**
   * Subscribes an asynchronous handler of lists of events. A list is handed over when it has {@link
   * io.tidings.event.async.AsyncOptions#batchSize} events, at the latest when its first event has
   * been queued for {@link io.tidings.event.async.AsyncOptions#batchDelay}; a flush, a close and a
   * full queue hand over what is queued at once. A failed attempt is that of each event of the
   * list, and is repeated with the same list.
   *
   * <pre>{@code
   * bus.subscribeBatches(
   *     EventSelector.category("plan"),
   *     SubscriptionOptions.named("index").async(AsyncOptions.defaults().batchSize(200)),
   *     events -> index.addAll(events));
   * }</pre>
   *
   * @param options asynchronous ones, else {@link SubscriptionOptions#async()} is applied; order by
   *     key and parallelism have no effect
   * @return the subscription, whose numbers count events
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException as {@link #subscribe(EventSelector, SubscriptionOptions,
   *     EventHandler)}, or if the options have {@code KEEP_LATEST_PER_KEY}
   * @throws IllegalStateException if this bus is closed
   * @contract SUB-09, SUB-10
   */
  default Subscription subscribeBatches(
      EventSelector selector, SubscriptionOptions options, EventHandler.OfBatches handler) {
    boolean async = requireNonNull(options, "options").asyncOptions() != null;
    return subscribe(selector, async ? options : options.async(), handler);
  }

  /**
   * Returns whether any handler or tap may receive events of this kind. May return true when no
   * handler matches, never false when one does; returns false once this bus is closed. Call it
   * before building an expensive event.
   *
   * @throws NullPointerException if {@code kind} is null
   * @throws IllegalArgumentException if the kind's id is null or ill-formed
   * @contract BUS-18
   */
  boolean isEnabled(EventKind kind);

  /**
   * Waits until the asynchronous handlers have handled all events emitted before this call, and all
   * that these handlers have emitted in turn; then flushes the taps in order, with a shared
   * timeout. Does not wait for emits still running on other threads. A tap that throws is reported
   * and counts as not flushed. Also works after {@link #close()}.
   *
   * <p>If the thread is interrupted, an {@link io.tidings.event.async.AsyncTap} that would wait
   * returns false at once and the interrupt flag stays set; other taps define their own treatment.
   *
   * @param timeout the timeout for all of it; with zero or less this method does not wait
   * @return whether all asynchronous handlers and taps have processed these events
   * @throws NullPointerException if {@code timeout} is null
   * @throws IllegalStateException if called inside a handler or tap of this bus
   * @throws VirtualMachineError if a tap threw one other than a {@link StackOverflowError}; thrown
   *     after all taps were called
   * @contract END-04, END-05
   */
  boolean flush(Duration timeout);

  /**
   * Closes this bus as {@link #close(Duration)} does, with {@link EventBusBuilder#closeTimeout}
   * (ten seconds by default).
   *
   * @throws VirtualMachineError as {@link #close(Duration)}
   * @contract END-01, END-02, END-03
   */
  @Override
  void close();

  /**
   * Closes this bus: later events are dropped, and all subscriptions end. Waits until the
   * asynchronous handlers have handled the events emitted before; then discards what is left, and
   * closes the taps in order, on the calling thread. A tap that has unprocessed events then, and a
   * subscription that has undelivered ones, is logged at WARN.
   *
   * <p>Does not wait for emits running on other threads: they still reach their taps, which may be
   * closed already, and their synchronous handlers. Inside a handler or tap of this bus, this
   * method returns {@link CloseResult#PENDING} at once, and the bus ends when this thread's
   * outermost emit on this bus does, with the timeout of {@link EventBusBuilder#closeTimeout};
   * inside an asynchronous handler it ends on a thread of its own. An exception of a tap is
   * reported and not thrown. A second call has no effect and does not wait.
   *
   * @param timeout the timeout for all subscriptions and taps together; with zero or less this
   *     method does not wait
   * @return what was not delivered, {@linkplain CloseResult#isPending pending} inside a handler or
   *     tap; for a second call, the outcome of the first one so far
   * @throws NullPointerException if {@code timeout} is null
   * @throws VirtualMachineError if a tap threw one other than a {@link StackOverflowError}; thrown
   *     after all taps were called
   * @contract END-01, END-02, END-03, END-06
   */
  CloseResult close(Duration timeout);

  /**
   * Returns a description of this bus at this moment: its subscriptions with their numbers, in the
   * order in which they receive an event, and its taps. Its text is a table for a log. Of a closed
   * bus it has no subscriptions.
   *
   * @contract DSC-01
   */
  BusDescription describe();

  /**
   * Returns which subscriptions and taps would receive an event that is emitted now, outside any
   * handler, and why the others would not. Delivers nothing and reports no failure, but calls the
   * predicates of the selectors and the interests of the taps, with the event current.
   *
   * @param event the event, which need not be of this bus
   * @throws NullPointerException if {@code event} is null
   * @throws VirtualMachineError if a predicate or an interest threw one other than a {@link
   *     StackOverflowError}
   * @contract DSC-02
   */
  BusDescription.Explanation explain(DomainEvent event);

  /**
   * Returns the factory for events of this bus, with the host's clock, id source, scope source and
   * limits.
   */
  EventFactory events();
}
