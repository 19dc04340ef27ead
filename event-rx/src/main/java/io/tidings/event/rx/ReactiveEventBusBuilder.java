package io.tidings.event.rx;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DispatchOrder;
import io.tidings.event.EventBus;
import io.tidings.event.EventBusBuilder;
import io.tidings.event.EventFactory;
import io.tidings.event.spi.EventTap;
import io.tidings.event.spi.FailureListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Builds a bus with a stream. Start with {@link ReactiveEventBus#builder}.
 *
 * <pre>{@code
 * ReactiveEventBus bus =
 *     ReactiveEventBus.builder()
 *         .audit(event -> trail.append(event))
 *         .overflow(Overflow.dropOldest(), 100)
 *         .build();
 * }</pre>
 *
 * <p>Confined to one thread. May build several buses, which then share the audit taps; each closes
 * them.
 */
public final class ReactiveEventBusBuilder {

  private final List<Consumer<EventBusBuilder>> options = new ArrayList<>();
  private FailureListener failureListener = FailureListener.logging();
  private Overflow overflow = Overflow.block();
  private int capacity = ReactiveEventBus.DEFAULT_CAPACITY;

  ReactiveEventBusBuilder() {}

  /** Sets the factory behind {@link EventBus#events()}, see {@link EventBusBuilder#events}. */
  public ReactiveEventBusBuilder events(EventFactory events) {
    requireNonNull(events, "events");
    return with(builder -> builder.events(events));
  }

  /** Sets what becomes of events emitted by handlers, see {@link EventBusBuilder#order}. */
  public ReactiveEventBusBuilder order(DispatchOrder order) {
    requireNonNull(order, "order");
    return with(builder -> builder.order(order));
  }

  /**
   * Adds a tap to the audit step, which hears each event after the stream and before the handlers
   * (RX-02). What it throws is told to the failure listener and hurts nobody (RX-08). By default
   * there is none.
   */
  public ReactiveEventBusBuilder audit(EventTap tap) {
    requireNonNull(tap, "tap");
    return with(builder -> builder.tap(tap));
  }

  /**
   * Sets how long closing may take, see {@link EventBusBuilder#closeTimeout}. Observers get half of
   * it to take what waits for them, the audit step the rest.
   */
  public ReactiveEventBusBuilder closeTimeout(Duration closeTimeout) {
    EventBus.builder().closeTimeout(closeTimeout);
    return with(builder -> builder.closeTimeout(closeTimeout));
  }

  /**
   * Sets who hears of failures, those of observers among them: a consumer or observer is told as a
   * handler, with its class for a name, or RxJava's where RxJava puts something of its own before
   * it: before lambdas, and before subscribers of a flow that are no {@link
   * io.reactivex.rxjava3.core.FlowableSubscriber}. What an observer throws at its beginning or end,
   * and that a consumer has ended for want of room, is told as of a tap, without an event. By
   * default {@link FailureListener#logging()}.
   */
  public ReactiveEventBusBuilder failureListener(FailureListener failureListener) {
    this.failureListener = requireNonNull(failureListener, "failureListener");
    return this;
  }

  /**
   * Sets how many events may wait for each observer of {@link ReactiveEventBus#stream()} and {@link
   * ReactiveEventBus#observe}, and what becomes of one for which there is no room. By default
   * {@link Overflow#block()} and {@link ReactiveEventBus#DEFAULT_CAPACITY}.
   *
   * @throws IllegalArgumentException if {@code capacity} is not positive
   */
  public ReactiveEventBusBuilder overflow(Overflow overflow, int capacity) {
    this.overflow = requireNonNull(overflow, "overflow");
    this.capacity = ReactiveEventBus.requirePositive(capacity);
    return this;
  }

  /** Builds the bus. */
  public ReactiveEventBus build() {
    StreamFailures failures = new StreamFailures(failureListener);
    StreamTap stream = new StreamTap(failures);
    EventBusBuilder builder = EventBus.builder().failureListener(failures).tap(stream);
    options.forEach(option -> option.accept(builder));
    return new ReactiveEventBus(builder.build(), stream, overflow, capacity);
  }

  private ReactiveEventBusBuilder with(Consumer<EventBusBuilder> option) {
    options.add(option);
    return this;
  }
}
