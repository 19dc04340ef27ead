package io.tidings.event.spi;

import io.tidings.event.DomainEvent;
import io.tidings.event.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Receiver of the failures of event delivery, one method for each phase. Pass it to {@link
 * io.tidings.event.EventBusBuilder#failureListener}.
 *
 * <p>A host overrides the methods it needs. The default implementation of each method logs the
 * failure as {@link #logging()} does, throttled over all listeners that use it.
 *
 * <p>The bus calls a listener on the thread of the failure, which is the emitting one or that of an
 * asynchronous handler, outside every lock, immediately after each failure, including a fatal error
 * that surfaces later. It discards what a listener throws, except a fatal error. An event emitted
 * by a listener is deferred in the tap phase until the taps are done, otherwise dispatched by the
 * bus's {@link io.tidings.event.DispatchOrder}.
 *
 * <p>Implementations must be thread-safe.
 *
 * @contract FLT-02, FLT-05, ORD-04
 */
public interface FailureListener {

  /**
   * Handles the failure of a selector's predicate. That alternative of the selector does not match.
   *
   * @param event the event that was tested
   * @param subscription the subscription with the selector
   * @param failure the throwable
   * @contract SEL-04
   */
  default void selectorFailed(DomainEvent event, Subscription subscription, Throwable failure) {
    LoggingFailureListener.SHARED.selectorFailed(event, subscription, failure);
  }

  /**
   * Handles the failure of a tap.
   *
   * @param event the event being dispatched, or null if the tap failed elsewhere, as in {@code
   *     flush} or {@code close}
   * @param tap the tap
   * @param failure the throwable
   */
  default void tapFailed(@Nullable DomainEvent event, EventTap tap, Throwable failure) {
    LoggingFailureListener.SHARED.tapFailed(event, tap, failure);
  }

  /**
   * Handles the failure of an event handler.
   *
   * @param event the event that was handled
   * @param subscription the subscription of the handler
   * @param failure the throwable
   */
  default void handlerFailed(DomainEvent event, Subscription subscription, Throwable failure) {
    LoggingFailureListener.SHARED.handlerFailed(event, subscription, failure);
  }

  /**
   * Handles the rejection of an event, before any tap receives it. The bus logs one WARN for each
   * outermost emit by itself; the default implementation does nothing. The bus does not report
   * further rejections on the same thread while this method runs.
   *
   * @param event the rejected event
   * @param reason the limit that was met and the kinds of the events that led to the event, for a
   *     log
   * @contract ORD-05
   */
  default void rejected(DomainEvent event, String reason) {}

  /**
   * Reports the failures that this listener has left out so far. A bus calls it once, when it is
   * closed and has closed its taps; failures of emits still running on other threads may follow. A
   * listener of several buses is called for each. The default implementation logs as {@link
   * #logging()} does.
   *
   * @contract FLT-09
   */
  default void summarize() {
    LoggingFailureListener.SHARED.summarize();
  }

  /**
   * Returns a new listener that logs at WARN to the logger {@code io.tidings.event.EventBus}: kind,
   * event id, subscription or tap, and throwable. For each subscription and each tap it logs the
   * first failure immediately, then at most one per second with the number of those left out. When
   * a bus is closed, it logs the numbers not yet logged. Without an SLF4J provider the first
   * failure of the process is printed to {@code System.err}.
   *
   * @contract FLT-07, FLT-09
   */
  static FailureListener logging() {
    return new LoggingFailureListener(System::nanoTime);
  }
}
