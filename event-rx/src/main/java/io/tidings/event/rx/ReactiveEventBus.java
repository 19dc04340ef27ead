package io.tidings.event.rx;

import static java.util.Objects.requireNonNull;

import io.reactivex.rxjava3.annotations.BackpressureKind;
import io.reactivex.rxjava3.annotations.BackpressureSupport;
import io.reactivex.rxjava3.annotations.CheckReturnValue;
import io.reactivex.rxjava3.annotations.SchedulerSupport;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventHandler;
import io.tidings.event.EventSelector;
import io.tidings.event.PayloadKind;
import io.tidings.event.Subscription;
import io.tidings.event.internal.QueueBounds;
import io.tidings.event.spi.ForwardingEventBus;

/**
 * Event bus with a hot stream of its events. Each event goes to the stream, then to the audit taps,
 * then to the handlers, as long as no other thread is emitting. Code that uses it as an {@link
 * EventBus} needs no knowledge of the stream.
 *
 * <pre>{@code
 * ReactiveEventBus bus = ReactiveEventBus.create();
 * bus.stream(EventSelector.category("plan"))
 *     .debounce(200, TimeUnit.MILLISECONDS)
 *     .subscribe(event -> overview.refresh(event.planId()));
 * }</pre>
 *
 * <p><b>Order and threads.</b> The stream is hot: an observer receives the events emitted after it
 * subscribed, and completion when this bus is closed. It receives one event at a time, the events
 * of each thread in the order of their emits, on any of the emitting threads. During the call the
 * event is that thread's current event. To keep that context on other threads, restore it for each
 * event:
 *
 * <pre>{@code
 * bus.stream()
 *     .observeOn(Schedulers.io())
 *     .subscribe(event -> EventContext.of(event).wrap(() -> mailer.send(event)).run());
 * }</pre>
 *
 * <p><b>Slow observers.</b> Each observer has its own bounded queue for events that arrive while
 * another thread is calling it, by number and by size. A slow observer holds only the thread inside
 * it; when its queue is full, its {@link Overflow} applies.
 *
 * <p><b>Failures.</b> An exception thrown by an observer is reported to the {@link
 * io.tidings.event.spi.FailureListener} as a handler's, and the observer receives the next event.
 * Operators and lambdas given to RxJava follow RxJava's rules: an exception ends their own chain.
 *
 * <p>Thread-safe.
 *
 * @contract RX-01, RX-02, RX-05, RX-06, RX-07, RX-11, STR-01, STR-03, STR-04
 */
public final class ReactiveEventBus extends ForwardingEventBus {

  /** The default capacity of an observer's queue: 1,024 events. */
  public static final int DEFAULT_CAPACITY = 1_024;

  /** The default of {@link ReactiveEventBusBuilder#maxCharacters}: {@value}. */
  public static final long DEFAULT_MAX_CHARACTERS = 16 * 1024 * 1024;

  private final EventBus delegate;
  private final StreamTap stream;

  /** The bounds of the queue of an observer that has no bounds of its own. */
  private final QueueBounds bounds;

  ReactiveEventBus(EventBus delegate, StreamTap stream, QueueBounds bounds) {
    this.delegate = delegate;
    this.stream = stream;
    this.bounds = bounds;
  }

  /** Returns a new bus with default settings. Equivalent to {@code builder().build()}. */
  public static ReactiveEventBus create() {
    return builder().build();
  }

  /** Returns a new builder with default settings. */
  public static ReactiveEventBusBuilder builder() {
    return new ReactiveEventBusBuilder();
  }

  /**
   * Returns a hot observable of all events. Equivalent to {@link #stream(EventSelector)
   * stream(EventSelector.all())}.
   */
  @CheckReturnValue
  @SchedulerSupport(SchedulerSupport.NONE)
  public Observable<DomainEvent> stream() {
    return stream(EventSelector.all());
  }

  /**
   * Returns a hot observable of the events that a selector matches. Each subscription gets its own
   * queue with the capacity and {@link Overflow} of this bus. After {@link #close} a new observer
   * is completed at once. A selector that throws does not match, and the failure is reported.
   *
   * <p>Cheaper than {@code filter}: events that match no selector reach no observer, and {@link
   * #isEnabled} is false for kinds that no observer, handler or tap may receive.
   *
   * @throws NullPointerException if {@code selector} is null
   * @contract STR-04, STR-05, STR-14
   */
  @CheckReturnValue
  @SchedulerSupport(SchedulerSupport.NONE)
  public Observable<DomainEvent> stream(EventSelector selector) {
    requireNonNull(selector, "selector");
    return RxJavaPlugins.onAssembly(new EventStream(stream, selector, bounds));
  }

  /**
   * Returns a hot observable of the events of a kind with their payloads. Equivalent to {@link
   * #stream(EventSelector) stream(EventSelector.kind(kind))}, except that the observer receives
   * payloads.
   *
   * <pre>{@code
   * bus.stream(ORDER_PLACED)
   *     .map(placed -> placed.payload().orderId())
   *     .subscribe(id -> overview.refresh(id));
   * }</pre>
   *
   * <p>Of an event that was emitted with a payload, the observer receives that instance. An event
   * whose details are not exactly a payload is left out and reported to the failure listener as an
   * exception of the observer; the stream continues.
   *
   * @throws NullPointerException if {@code kind} is null
   * @contract STR-04, STR-05, STR-14, STR-17
   */
  @CheckReturnValue
  @SchedulerSupport(SchedulerSupport.NONE)
  public <P extends Record> Observable<PayloadEvent<P>> stream(PayloadKind<P> kind) {
    requireNonNull(kind, "kind");
    return RxJavaPlugins.onAssembly(new PayloadStream<>(stream, kind, bounds));
  }

  /**
   * Returns a hot flow of the events that a selector matches, with backpressure: a subscriber
   * receives as many events as it requests, and later ones are queued. The flow conforms to the
   * Reactive Streams specification. A subscriber that throws is reported to the failure listener
   * and counts as cancelled. {@link #close} completes a subscriber once it has requested the events
   * still queued, and a new subscriber at once.
   *
   * @param selector the selector of the events
   * @param overflow the policy for an event that arrives while a subscriber's queue is full
   * @param capacity the capacity of each subscriber's queue, in events; {@link
   *     ReactiveEventBusBuilder#maxCharacters} applies too
   * @throws NullPointerException if {@code selector} or {@code overflow} is null
   * @throws IllegalArgumentException if {@code capacity} is not positive
   * @contract RX-06, STR-04, STR-07
   */
  @BackpressureSupport(BackpressureKind.SPECIAL)
  @CheckReturnValue
  @SchedulerSupport(SchedulerSupport.NONE)
  public Flowable<DomainEvent> flow(EventSelector selector, Overflow overflow, int capacity) {
    requireNonNull(selector, "selector");
    requireNonNull(overflow, "overflow");
    QueueBounds own = overflow.bounds(requirePositive(capacity), bounds.maxSize());
    return RxJavaPlugins.onAssembly(new EventFlow(stream, selector, own));
  }

  /**
   * Subscribes a consumer to the events that a selector matches, until the subscription or this bus
   * is closed. As with a handler, an exception is reported and the consumer receives the next
   * event. Unlike a handler, the consumer runs before the audit taps, is called by one thread at a
   * time, and may be called by another emitting thread after the emit has returned.
   *
   * <p>With {@link Overflow#error()} the subscription ends when the consumer's queue is full, and
   * the failure listener is notified.
   *
   * @return the subscription; closing it does not wait for a call in progress
   * @throws NullPointerException if an argument is null
   * @throws IllegalStateException if this bus is closed
   * @contract RX-06, STR-08, STR-13
   */
  public Subscription observe(EventSelector selector, EventHandler consumer) {
    requireNonNull(selector, "selector");
    ObserverSink sink = new ObserverSink.ToHandler(requireNonNull(consumer, "consumer"));
    Inbox inbox = new Inbox(bounds, true, stream.dropped());
    ObserverLink link = stream.connect(selector, inbox, sink, connected -> {});
    if (!link.isActive()) {
      throw new IllegalStateException("this bus is closed; observe before closing it");
    }
    return link;
  }

  /**
   * Returns the current counts of the stream; after {@link #close} the final ones.
   *
   * @contract RX-12
   */
  public StreamMetrics metrics() {
    return stream.metrics();
  }

  @Override
  protected EventBus delegate() {
    return delegate;
  }

  static int requirePositive(int capacity) {
    if (capacity <= 0) {
      throw new IllegalArgumentException("capacity must be positive, but was " + capacity);
    }
    return capacity;
  }
}
