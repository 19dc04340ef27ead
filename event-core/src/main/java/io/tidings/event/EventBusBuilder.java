package io.tidings.event;

import static java.util.Objects.requireNonNull;

import io.tidings.event.spi.EventTap;
import io.tidings.event.spi.FailureListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds a bus. Start with {@link EventBus#builder}.
 *
 * <pre>{@code
 * EventBus bus =
 *     EventBus.builder().order(DispatchOrder.IMMEDIATE).tap(event -> trail.append(event)).build();
 * }</pre>
 *
 * <p>Confined to one thread. May build several buses, which then share the taps given; each closes
 * them.
 */
public final class EventBusBuilder {

  /** How long {@link EventBus#close} lets the taps take together, unless set otherwise. */
  public static final Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final List<EventTap> taps = new ArrayList<>();
  private EventFactory events = EventFactory.standard();
  private DispatchOrder order = DispatchOrder.QUEUED;
  private FailureListener failureListener = FailureListener.logging();
  private Duration closeTimeout = DEFAULT_CLOSE_TIMEOUT;

  EventBusBuilder() {}

  /**
   * Sets the factory behind {@link EventBus#events()}. By default {@link EventFactory#standard()}.
   */
  public EventBusBuilder events(EventFactory events) {
    this.events = requireNonNull(events, "events");
    return this;
  }

  /** Sets what becomes of events emitted by handlers. By default {@link DispatchOrder#QUEUED}. */
  public EventBusBuilder order(DispatchOrder order) {
    this.order = requireNonNull(order, "order");
    return this;
  }

  /**
   * Adds a tap; it hears each event after the taps added before it (TAP-01). By default there is
   * none.
   */
  public EventBusBuilder tap(EventTap tap) {
    taps.add(requireNonNull(tap, "tap"));
    return this;
  }

  /** Sets who hears of failures. By default {@link FailureListener#logging()}. */
  public EventBusBuilder failureListener(FailureListener failureListener) {
    this.failureListener = requireNonNull(failureListener, "failureListener");
    return this;
  }

  /**
   * Sets how long closing may take for all taps together. By default {@link
   * #DEFAULT_CLOSE_TIMEOUT}.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public EventBusBuilder closeTimeout(Duration closeTimeout) {
    if (requireNonNull(closeTimeout, "closeTimeout").isNegative()) {
      throw new IllegalArgumentException("closeTimeout must not be negative; zero does not wait");
    }
    this.closeTimeout = closeTimeout;
    return this;
  }

  /** Builds the bus. */
  public EventBus build() {
    return new SynchronousBus(events, order, taps, failureListener, closeTimeout);
  }
}
