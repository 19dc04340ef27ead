package io.tidings.event.spi;

import io.tidings.event.DomainEvent;
import io.tidings.event.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Hears what went wrong while events were delivered, one method for each phase. Give it to {@link
 * io.tidings.event.EventBusBuilder#failureListener}.
 *
 * <p>Called on the emitting thread, outside every lock, at once for every failure, also for a fatal
 * error that will surface later (FLT-02). What a listener throws is dropped, unless it is a fatal
 * error itself (FLT-05). An event it emits is treated like one emitted by the listener's phase: in
 * the tap phase it waits for the taps, else for the handlers (ORD-04).
 *
 * <p>Implementations must be thread-safe.
 */
public interface FailureListener {

  /**
   * A predicate of a selector threw; that alternative of the selector does not match.
   *
   * @param event the event that was looked at
   * @param subscription whose selector it is
   * @param failure what was thrown
   */
  void selectorFailed(DomainEvent event, Subscription subscription, Throwable failure);

  /**
   * A tap threw.
   *
   * @param event the event it should have heard, or null if it threw elsewhere, as in close
   * @param tap the tap
   * @param failure what was thrown
   */
  void tapFailed(@Nullable DomainEvent event, EventTap tap, Throwable failure);

  /**
   * A handler threw.
   *
   * @param event the event it was given
   * @param subscription whose handler it is
   * @param failure what was thrown
   */
  void handlerFailed(DomainEvent event, Subscription subscription, Throwable failure);

  /**
   * An event was refused before any tap heard it (ORD-05). The bus itself warns once for each
   * outermost emit. While this method runs, further refusals on the thread are not told to it.
   *
   * @param event the event
   * @param reason which limit it met and the kinds of the events that led to it, for people to read
   */
  void refused(DomainEvent event, String reason);

  /**
   * Returns the default: a new listener that logs kind, event id, subscription or tap and what was
   * thrown at WARN, for each subscription and tap the first failure at once, then at most one a
   * second with the number left out (FLT-07). Logger {@code io.tidings.event.EventBus}.
   */
  static FailureListener logging() {
    return new LoggingFailureListener(System::nanoTime);
  }
}
