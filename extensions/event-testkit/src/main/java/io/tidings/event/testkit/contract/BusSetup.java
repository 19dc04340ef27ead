package io.tidings.event.testkit.contract;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DispatchOrder;
import io.tidings.event.EventBus;
import io.tidings.event.EventBusBuilder;
import io.tidings.event.EventFactory;
import io.tidings.event.spi.EventTap;
import io.tidings.event.spi.FailureListener;
import java.util.List;

/**
 * How a test of {@link EventBusContract} wants its bus. An implementation that is built on the
 * library's bus takes {@link #toBuilder()}; any other reads the parts.
 *
 * <p>Immutable; thread-safe if the parts are.
 *
 * @param order what becomes of events emitted by handlers
 * @param taps who hears each event before the handlers, in this order; the bus may have taps of its
 *     own
 * @param failureListener who hears of failures
 * @param events what {@link EventBus#events()} must return, or what makes the same events
 */
public record BusSetup(
    DispatchOrder order,
    List<EventTap> taps,
    FailureListener failureListener,
    EventFactory events) {

  /**
   * Creates a setup.
   *
   * @throws NullPointerException if an argument, or a tap, is null
   */
  public BusSetup {
    requireNonNull(order, "order");
    taps = List.copyOf(taps);
    requireNonNull(failureListener, "failureListener");
    requireNonNull(events, "events");
  }

  /** Returns a setup with the defaults of {@link EventBus#builder()}, and loggers of its own. */
  public static BusSetup defaults() {
    return new BusSetup(
        DispatchOrder.QUEUED, List.of(), FailureListener.logging(), EventFactory.standard());
  }

  /** Returns this setup with another order. */
  public BusSetup withOrder(DispatchOrder order) {
    return new BusSetup(order, taps, failureListener, events);
  }

  /** Returns this setup with other taps. */
  public BusSetup withTaps(EventTap... taps) {
    return new BusSetup(order, List.of(taps), failureListener, events);
  }

  /** Returns this setup with another failure listener. */
  public BusSetup withFailureListener(FailureListener failureListener) {
    return new BusSetup(order, taps, failureListener, events);
  }

  /** Returns this setup with another factory. */
  public BusSetup withEvents(EventFactory events) {
    return new BusSetup(order, taps, failureListener, events);
  }

  /** Returns a new builder of the library's bus that has all of this. */
  public EventBusBuilder toBuilder() {
    EventBusBuilder builder =
        EventBus.builder().order(order).failureListener(failureListener).events(events);
    taps.forEach(builder::tap);
    return builder;
  }
}
