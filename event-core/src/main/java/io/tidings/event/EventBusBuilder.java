package io.tidings.event;

import static java.util.Objects.requireNonNull;

import io.tidings.event.async.internal.WorkTimer;
import io.tidings.event.spi.EventTap;
import io.tidings.event.spi.FailureListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Builder of an event bus. Start with {@link EventBus#builder}.
 *
 * <pre>{@code
 * EventBus bus =
 *     EventBus.builder().order(DispatchOrder.IMMEDIATE).tap(event -> trail.append(event)).build();
 * }</pre>
 *
 * <p>For a trail of the module event-store, {@code new StoreTap(trail)} is the better tap: behind
 * an {@link io.tidings.event.async.AsyncTap} it stores events in batches, and its flush returns
 * false after a failed append.
 *
 * <p>Confined to one thread. May build several buses, which share the taps; each bus closes them.
 */
public final class EventBusBuilder {

  /** The default of {@link #closeTimeout}: ten seconds. */
  public static final Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final List<EventTap> taps = new ArrayList<>();
  private EventFactory events = EventFactory.standard();
  private DispatchOrder order = DispatchOrder.QUEUED;
  private FailureListener failureListener = FailureListener.logging();
  private Duration closeTimeout = DEFAULT_CLOSE_TIMEOUT;
  private @Nullable EventHandler unhandled;
  private boolean registrationPlaces;

  private Supplier<WorkTimer> timer = WorkTimer::create;

  EventBusBuilder() {}

  /** Sets the source of the timer of asynchronous subscriptions, for tests. */
  EventBusBuilder timer(Supplier<WorkTimer> timer) {
    this.timer = timer;
    return this;
  }

  /**
   * Sets the factory behind {@link EventBus#events()}. By default {@link EventFactory#standard()}.
   *
   * @throws NullPointerException if {@code events} is null
   */
  public EventBusBuilder events(EventFactory events) {
    this.events = requireNonNull(events, "events");
    return this;
  }

  /**
   * Sets when events emitted by handlers are dispatched. By default {@link DispatchOrder#QUEUED}.
   *
   * @throws NullPointerException if {@code order} is null
   */
  public EventBusBuilder order(DispatchOrder order) {
    this.order = requireNonNull(order, "order");
    return this;
  }

  /**
   * Adds a tap, which receives each event after the taps added before it. By default there is none.
   *
   * @throws NullPointerException if {@code tap} is null
   * @contract TAP-01
   */
  public EventBusBuilder tap(EventTap tap) {
    taps.add(requireNonNull(tap, "tap"));
    return this;
  }

  /**
   * Sets the receiver of failures. By default {@link FailureListener#logging()}.
   *
   * @throws NullPointerException if {@code failureListener} is null
   */
  public EventBusBuilder failureListener(FailureListener failureListener) {
    this.failureListener = requireNonNull(failureListener, "failureListener");
    return this;
  }

  /**
   * Sets a handler of the events for which no handler is called and no event is queued: dead
   * events. Taps are not handlers. By default there is none.
   *
   * <p>The handler is called on the emitting thread, in the turn of the handlers, with the event
   * current; {@link EventBus#isEnabled} is true for every kind. What it throws is reported like the
   * failure of a handler, but the {@link EmitResult} counts neither its calls nor its failures. An
   * event that it emits, and what follows from that on the thread, is not passed to it again.
   *
   * @throws NullPointerException if {@code unhandled} is null
   * @contract DEAD-01, DEAD-02
   */
  public EventBusBuilder unhandled(EventHandler unhandled) {
    this.unhandled = requireNonNull(unhandled, "unhandled");
    return this;
  }

  /**
   * Sets whether the bus records for each subscription the method and line that subscribed it, for
   * {@link EventBus#describe}. It costs a walk of the stack for each subscription. By default
   * false.
   *
   * @contract DSC-01
   */
  public EventBusBuilder registrationPlaces(boolean recorded) {
    this.registrationPlaces = recorded;
    return this;
  }

  /**
   * Sets the timeout of {@link EventBus#close()} for all asynchronous subscriptions and taps
   * together. By default {@link #DEFAULT_CLOSE_TIMEOUT}; zero does not wait.
   *
   * @throws NullPointerException if {@code closeTimeout} is null
   * @throws IllegalArgumentException if it is negative
   */
  public EventBusBuilder closeTimeout(Duration closeTimeout) {
    if (requireNonNull(closeTimeout, "closeTimeout").isNegative()) {
      throw new IllegalArgumentException("closeTimeout must not be negative; zero does not wait");
    }
    this.closeTimeout = closeTimeout;
    return this;
  }

  /** Returns a new bus. */
  public EventBus build() {
    return new SynchronousBus(
        new Parts(
            events,
            order,
            taps,
            failureListener,
            closeTimeout,
            timer.get(),
            unhandled,
            registrationPlaces));
  }

  /** The parts of a bus. */
  record Parts(
      EventFactory events,
      DispatchOrder order,
      List<EventTap> taps,
      FailureListener failureListener,
      Duration closeTimeout,
      WorkTimer timer,
      @Nullable EventHandler unhandled,
      boolean registrationPlaces) {}
}
