package io.tidings.event.testkit.contract;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DispatchOrder;
import io.tidings.event.EventBus;
import io.tidings.event.EventBusBuilder;
import io.tidings.event.EventFactory;
import io.tidings.event.EventHandler;
import io.tidings.event.spi.EventTap;
import io.tidings.event.spi.FailureListener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of the bus that a test of {@link EventBusContract} requires. A bus built on the
 * library's starts from {@link #toBuilder()}; any other reads the parts.
 *
 * <p>Immutable; thread-safe if the parts are.
 *
 * @param order the treatment of events emitted by handlers
 * @param taps the taps that receive each event before the handlers, in this order; the bus may have
 *     further taps
 * @param failureListener the listener for failures
 * @param events the factory that {@link EventBus#events()} returns, or one that builds equal events
 * @param unhandled the handler of events without any handler, or null
 */
public record BusSetup(
    DispatchOrder order,
    List<EventTap> taps,
    FailureListener failureListener,
    EventFactory events,
    @Nullable EventHandler unhandled) {

  /**
   * Creates a setup.
   *
   * @throws NullPointerException if an argument or a tap is null
   */
  public BusSetup {
    requireNonNull(order, "order");
    taps = List.copyOf(taps);
    requireNonNull(failureListener, "failureListener");
    requireNonNull(events, "events");
  }

  /** Returns a setup with the defaults of {@link EventBus#builder()}. */
  public static BusSetup defaults() {
    return new BusSetup(
        DispatchOrder.QUEUED, List.of(), FailureListener.logging(), EventFactory.standard(), null);
  }

  /**
   * Returns a copy with an order.
   *
   * @throws NullPointerException if {@code order} is null
   */
  public BusSetup withOrder(DispatchOrder order) {
    return new BusSetup(order, taps, failureListener, events, unhandled);
  }

  /**
   * Returns a copy with these taps in place of the current ones.
   *
   * @throws NullPointerException if {@code taps} or an element is null
   */
  public BusSetup withTaps(EventTap... taps) {
    return new BusSetup(order, List.of(taps), failureListener, events, unhandled);
  }

  /**
   * Returns a copy with a failure listener.
   *
   * @throws NullPointerException if {@code failureListener} is null
   */
  public BusSetup withFailureListener(FailureListener failureListener) {
    return new BusSetup(order, taps, failureListener, events, unhandled);
  }

  /**
   * Returns a copy with a factory.
   *
   * @throws NullPointerException if {@code events} is null
   */
  public BusSetup withEvents(EventFactory events) {
    return new BusSetup(order, taps, failureListener, events, unhandled);
  }

  /** Returns a copy with a handler of events without any handler; null for none. */
  public BusSetup withUnhandled(@Nullable EventHandler unhandled) {
    return new BusSetup(order, taps, failureListener, events, unhandled);
  }

  /** Returns a new builder of the library's bus with all of these parts. */
  public EventBusBuilder toBuilder() {
    EventBusBuilder builder =
        EventBus.builder().order(order).failureListener(failureListener).events(events);
    taps.forEach(builder::tap);
    return unhandled == null ? builder : builder.unhandled(unhandled);
  }
}
