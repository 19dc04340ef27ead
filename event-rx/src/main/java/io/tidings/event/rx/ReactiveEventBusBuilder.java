package io.tidings.event.rx;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DispatchOrder;
import io.tidings.event.EventBus;
import io.tidings.event.EventBusBuilder;
import io.tidings.event.EventFactory;
import io.tidings.event.EventHandler;
import io.tidings.event.spi.EventTap;
import io.tidings.event.spi.FailureListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Builder of {@link ReactiveEventBus}; see {@link ReactiveEventBus#builder}.
 *
 * <pre>{@code
 * ReactiveEventBus bus =
 *     ReactiveEventBus.builder()
 *         .audit(event -> trail.append(event))
 *         .overflow(Overflow.dropOldest(), 100)
 *         .build();
 * }</pre>
 *
 * <p>For a trail of the module event-store, {@code new StoreTap(trail)} is the better tap: its
 * flush returns false after a failed append.
 *
 * <p>Confined to one thread. Every setter returns this builder. A builder may build several buses;
 * these share the audit taps, and each bus closes them.
 */
public final class ReactiveEventBusBuilder {

  private final List<Consumer<EventBusBuilder>> options = new ArrayList<>();
  private FailureListener failureListener = FailureListener.logging();
  private Overflow overflow = Overflow.block();
  private int capacity = ReactiveEventBus.DEFAULT_CAPACITY;
  private long maxCharacters = ReactiveEventBus.DEFAULT_MAX_CHARACTERS;

  ReactiveEventBusBuilder() {}

  /**
   * Sets the factory returned by {@link EventBus#events()}, as {@link EventBusBuilder#events}.
   *
   * @return this builder
   * @throws NullPointerException if {@code events} is null
   */
  public ReactiveEventBusBuilder events(EventFactory events) {
    requireNonNull(events, "events");
    return with(builder -> builder.events(events));
  }

  /**
   * Sets the treatment of events emitted by handlers, as {@link EventBusBuilder#order}.
   *
   * @return this builder
   * @throws NullPointerException if {@code order} is null
   */
  public ReactiveEventBusBuilder order(DispatchOrder order) {
    requireNonNull(order, "order");
    return with(builder -> builder.order(order));
  }

  /**
   * Adds an audit tap. Audit taps receive each event after the stream and before the handlers, in
   * the order they were added. An exception thrown by one is reported to the failure listener; the
   * other taps and the handlers still receive the event. There is none by default. This method
   * takes the place of {@link EventBusBuilder#tap}; the stream is the first tap.
   *
   * @return this builder
   * @throws NullPointerException if {@code tap} is null
   * @contract RX-02, RX-08, ACC-06
   */
  public ReactiveEventBusBuilder audit(EventTap tap) {
    requireNonNull(tap, "tap");
    return with(builder -> builder.tap(tap));
  }

  /**
   * Sets the handler of events without any handler, as {@link EventBusBuilder#unhandled}. The
   * stream and its observers are no handlers.
   *
   * @return this builder
   * @throws NullPointerException if {@code unhandled} is null
   */
  public ReactiveEventBusBuilder unhandled(EventHandler unhandled) {
    requireNonNull(unhandled, "unhandled");
    return with(builder -> builder.unhandled(unhandled));
  }

  /**
   * Sets whether the places of subscriptions are recorded, as {@link
   * EventBusBuilder#registrationPlaces}.
   *
   * @return this builder
   */
  public ReactiveEventBusBuilder registrationPlaces(boolean recorded) {
    return with(builder -> builder.registrationPlaces(recorded));
  }

  /**
   * Sets the time limit of {@link EventBus#close}, as {@link EventBusBuilder#closeTimeout}. Up to
   * half of it is spent on delivering queued events to observers, the rest on closing the audit
   * taps. Ten seconds by default.
   *
   * @return this builder
   * @throws NullPointerException if {@code closeTimeout} is null
   * @throws IllegalArgumentException if {@code closeTimeout} is negative
   * @contract STR-11
   */
  public ReactiveEventBusBuilder closeTimeout(Duration closeTimeout) {
    EventBus.builder().closeTimeout(closeTimeout);
    return with(builder -> builder.closeTimeout(closeTimeout));
  }

  /**
   * Sets the listener that is notified of failures of handlers, taps, observers and selectors. By
   * default {@link FailureListener#logging()}.
   *
   * <p>An exception that an observer or consumer throws for an event is reported as a handler's,
   * under the observer's class name. RxJava wraps lambdas, and subscribers of a flow other than
   * {@link io.reactivex.rxjava3.core.FlowableSubscriber}; these are reported under the wrapper's
   * class name. An exception from a subscribe or terminal signal, and the overflow that ends a
   * consumer, are reported as a tap's, without an event.
   *
   * @return this builder
   * @throws NullPointerException if {@code failureListener} is null
   * @contract RX-06, STR-13
   */
  public ReactiveEventBusBuilder failureListener(FailureListener failureListener) {
    this.failureListener = requireNonNull(failureListener, "failureListener");
    return this;
  }

  /**
   * Sets the overflow policy and the queue capacity of each observer of {@link
   * ReactiveEventBus#stream()} and {@link ReactiveEventBus#observe}. By default {@link
   * Overflow#block()} and {@link ReactiveEventBus#DEFAULT_CAPACITY}.
   *
   * @param overflow the policy for an event that arrives while an observer's queue is full
   * @param capacity the capacity of each observer's queue, in events
   * @return this builder
   * @throws NullPointerException if {@code overflow} is null
   * @throws IllegalArgumentException if {@code capacity} is not positive
   */
  public ReactiveEventBusBuilder overflow(Overflow overflow, int capacity) {
    this.overflow = requireNonNull(overflow, "overflow");
    this.capacity = ReactiveEventBus.requirePositive(capacity);
    return this;
  }

  /**
   * Sets the maximum total size of the events in the queue of each observer, also of a flow. The
   * size of an event is the number of characters in the names and texts of its details, plus 32 for
   * each map entry and list element. An event that is larger than the maximum is queued if there is
   * no other. By default {@link ReactiveEventBus#DEFAULT_MAX_CHARACTERS}.
   *
   * @return this builder
   * @throws IllegalArgumentException if {@code maxCharacters} is not positive
   * @contract STR-15
   */
  public ReactiveEventBusBuilder maxCharacters(long maxCharacters) {
    if (maxCharacters <= 0) {
      throw new IllegalArgumentException(
          "maxCharacters must be positive, but was " + maxCharacters);
    }
    this.maxCharacters = maxCharacters;
    return this;
  }

  /** Returns a new bus with the current settings. */
  public ReactiveEventBus build() {
    StreamFailureReporter failures = new StreamFailureReporter(failureListener);
    StreamTap stream = new StreamTap(failures);
    EventBusBuilder builder = EventBus.builder().failureListener(failures).tap(stream);
    options.forEach(option -> option.accept(builder));
    return new ReactiveEventBus(builder.build(), stream, overflow.bounds(capacity, maxCharacters));
  }

  private ReactiveEventBusBuilder with(Consumer<EventBusBuilder> option) {
    options.add(option);
    return this;
  }
}
