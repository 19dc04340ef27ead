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
import io.tidings.event.Subscription;
import io.tidings.event.spi.ForwardingEventBus;

/**
 * A bus whose events are also a hot stream. An event goes to the stream, then to the audit step,
 * then to the handlers (RX-02); whoever uses it as an {@link EventBus} alone need not know (RX-11).
 *
 * <pre>{@code
 * ReactiveEventBus bus = ReactiveEventBus.create();
 * bus.stream(EventSelector.category("plan"))
 *     .debounce(200, TimeUnit.MILLISECONDS)
 *     .subscribe(event -> overview.refresh(event.planId()));
 * }</pre>
 *
 * <p>The stream is hot: an observer gets what is emitted after it has subscribed (RX-05), and
 * completion when this bus is closed (STR-04). It gets one event at a time, each thread's in the
 * order they were emitted, on whichever thread is emitting (RX-07), with the event as that thread's
 * current one (STR-03). To other threads carry it event by event:
 *
 * <pre>{@code
 * bus.stream()
 *     .observeOn(Schedulers.io())
 *     .subscribe(event -> EventContext.of(event).wrap(() -> mailer.send(event)).run());
 * }</pre>
 *
 * <p>Every observer has a queue of its own for what comes while another thread is inside it, so a
 * slow one holds the thread inside it and nobody else, up to its {@link Overflow} (STR-01). What an
 * observer throws goes to the {@link io.tidings.event.spi.FailureListener}, as of a handler, and
 * the observer gets the next event all the same (RX-06). Operators and lambdas given to RxJava keep
 * to RxJava's rules: what they throw ends their own chain.
 *
 * <p>Thread-safe.
 */
public final class ReactiveEventBus extends ForwardingEventBus {

  /** How many events may wait for an observer, unless told otherwise. */
  public static final int DEFAULT_CAPACITY = 1_024;

  private final EventBus delegate;
  private final StreamTap stream;
  private final Overflow overflow;
  private final int capacity;

  ReactiveEventBus(EventBus delegate, StreamTap stream, Overflow overflow, int capacity) {
    this.delegate = delegate;
    this.stream = stream;
    this.overflow = overflow;
    this.capacity = capacity;
  }

  /** Returns a new bus with every default. Short for {@code builder().build()}. */
  public static ReactiveEventBus create() {
    return builder().build();
  }

  /** Starts a bus with an audit step, an order, a factory or a failure listener of the host's. */
  public static ReactiveEventBusBuilder builder() {
    return new ReactiveEventBusBuilder();
  }

  /** Returns every event to come, as a hot observable. */
  @CheckReturnValue
  @SchedulerSupport(SchedulerSupport.NONE)
  public Observable<DomainEvent> stream() {
    return stream(EventSelector.all());
  }

  /**
   * Returns the events to come that a selector selects, as a hot observable. Cheaper than a {@code
   * filter}: what nobody selects reaches no observer, and {@link #isEnabled} tells of kinds that
   * nobody wants (STR-05).
   */
  @CheckReturnValue
  @SchedulerSupport(SchedulerSupport.NONE)
  public Observable<DomainEvent> stream(EventSelector selector) {
    requireNonNull(selector, "selector");
    return RxJavaPlugins.onAssembly(new EventStream(stream, selector, overflow, capacity));
  }

  /**
   * Returns the events to come that a selector selects, as a hot flow with backpressure: a
   * subscriber gets as many as it asks for, and the others wait. Follows the rules of Reactive
   * Streams; so a subscriber that throws is told to the failure listener and gets nothing more.
   *
   * @param selector which events
   * @param overflow what becomes of an event that finds no room to wait
   * @param capacity how many may wait for each subscriber
   * @throws IllegalArgumentException if {@code capacity} is not positive
   */
  @BackpressureSupport(BackpressureKind.SPECIAL)
  @CheckReturnValue
  @SchedulerSupport(SchedulerSupport.NONE)
  public Flowable<DomainEvent> flow(EventSelector selector, Overflow overflow, int capacity) {
    requireNonNull(selector, "selector");
    requireNonNull(overflow, "overflow");
    requirePositive(capacity);
    return RxJavaPlugins.onAssembly(new EventFlow(stream, selector, overflow, capacity));
  }

  /**
   * Calls a consumer for every event to come that a selector selects, until the subscription is
   * closed. Like a handler it may throw anything and goes on; unlike one it hears an event before
   * the audit step, one at a time whichever threads emit, and not always before the emit returns.
   * If this bus has {@link Overflow#error()} and there is no room, the subscription ends, and the
   * failure listener is told so (STR-13).
   *
   * @throws IllegalStateException if this bus is closed
   */
  public Subscription observe(EventSelector selector, EventHandler consumer) {
    requireNonNull(selector, "selector");
    Receiver receiver = new Receiver.ToHandler(requireNonNull(consumer, "consumer"));
    Inbox inbox = new Inbox(overflow, capacity, true, stream.dropped());
    Feed feed = stream.connect(selector, inbox, receiver, greeted -> {});
    if (!feed.isActive()) {
      throw new IllegalStateException("this bus is closed; observe before closing it");
    }
    return feed;
  }

  /** Returns what the stream has done so far. */
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
