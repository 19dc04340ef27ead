package io.tidings.event.rx;

import io.tidings.event.DomainEvent;
import io.tidings.event.Subscription;
import io.tidings.event.spi.EventTap;
import io.tidings.event.spi.FailureListener;
import org.jspecify.annotations.Nullable;

/**
 * Adapter between a bus and the host's failure listener. An observer's exception is reported as a
 * handler's, with a name that identifies the observer. The stream's tap is never passed to the
 * listener, since its holder could feed the stream. Immutable; thread-safe if the listener is.
 *
 * @contract RX-03
 */
final class StreamFailureReporter implements FailureListener {

  private final FailureListener listener;

  StreamFailureReporter(FailureListener listener) {
    this.listener = listener;
  }

  /** Reports an exception of an observer; returns the throwable the bus must receive, or null. */
  @Nullable Throwable observerFailed(DomainEvent event, Subscription observer, Throwable failure) {
    return report(failure, () -> listener.handlerFailed(event, observer, failure));
  }

  /** Reports an exception of an observer's selector; returns as {@link #observerFailed}. */
  @Nullable Throwable observerSelectorFailed(
      DomainEvent event, Subscription observer, Throwable failure) {
    return report(failure, () -> listener.selectorFailed(event, observer, failure));
  }

  /** Reports an exception of a subscribe or terminal signal; returns as {@link #observerFailed}. */
  @Nullable Throwable signalFailed(Subscription observer, Throwable failure) {
    return report(
        failure, () -> listener.tapFailed(null, new ObserverTap(observer.name()), failure));
  }

  @Override
  public void selectorFailed(DomainEvent event, Subscription subscription, Throwable failure) {
    listener.selectorFailed(event, subscription, failure);
  }

  /** Forwards failures of other taps; the stream reports its own where they happen. */
  @Override
  public void tapFailed(@Nullable DomainEvent event, EventTap tap, Throwable failure) {
    if (!(tap instanceof StreamTap)) {
      listener.tapFailed(event, tap, failure);
    }
  }

  @Override
  public void handlerFailed(DomainEvent event, Subscription subscription, Throwable failure) {
    listener.handlerFailed(event, subscription, failure);
  }

  @Override
  public void rejected(DomainEvent event, String reason) {
    listener.rejected(event, reason);
  }

  @Override
  public void summarize() {
    listener.summarize();
  }

  /**
   * Calls the listener and drops its exception unless the bus must receive it.
   *
   * @contract FLT-05
   */
  private static @Nullable Throwable report(Throwable failure, Runnable call) {
    Throwable pending = Propagation.of(failure);
    try {
      call.run();
    } catch (Throwable another) {
      pending = Propagation.merge(pending, Propagation.of(another));
    }
    return pending;
  }

  /** Placeholder passed to a listener in place of the stream's tap; ignores events. */
  record ObserverTap(String observer) implements EventTap {

    @Override
    public void onEvent(DomainEvent event) {
      // The stream accepts no events from outside the bus.
    }
  }
}
