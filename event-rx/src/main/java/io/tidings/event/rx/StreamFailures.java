package io.tidings.event.rx;

import io.tidings.event.DomainEvent;
import io.tidings.event.Subscription;
import io.tidings.event.spi.EventTap;
import io.tidings.event.spi.FailureListener;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a bus and the host's failure listener. What an observer throws is told as the
 * failure of a handler, with a name that leads to the observer; the stream's tap is shown to
 * nobody, so that nobody can feed the stream through it (RX-03). Immutable; thread-safe if the
 * listener is.
 */
final class StreamFailures implements FailureListener {

  private final FailureListener listener;

  StreamFailures(FailureListener listener) {
    this.listener = listener;
  }

  /** Tells that an observer threw at an event; returns what goes on to the bus. */
  @Nullable Throwable observerFailed(DomainEvent event, Subscription observer, Throwable failure) {
    return told(failure, () -> listener.handlerFailed(event, observer, failure));
  }

  /** Tells that an observer's selector threw; returns what goes on to the bus. */
  @Nullable Throwable wishFailed(DomainEvent event, Subscription observer, Throwable failure) {
    return told(failure, () -> listener.selectorFailed(event, observer, failure));
  }

  /** Tells that an observer threw at its beginning or end; returns what goes on to the bus. */
  @Nullable Throwable signalFailed(Subscription observer, Throwable failure) {
    return told(failure, () -> listener.tapFailed(null, new StandIn(observer.name()), failure));
  }

  @Override
  public void selectorFailed(DomainEvent event, Subscription subscription, Throwable failure) {
    listener.selectorFailed(event, subscription, failure);
  }

  /** What comes from the stream's own tap has been told already. */
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

  /** A listener that throws hurts nobody (FLT-05). */
  private static @Nullable Throwable told(Throwable failure, Runnable telling) {
    Throwable surfacing = Failures.surfacing(failure);
    try {
      telling.run();
    } catch (Throwable another) {
      surfacing = Failures.join(surfacing, Failures.surfacing(another));
    }
    return surfacing;
  }

  /** What a listener is shown in place of the stream's tap: does nothing. */
  record StandIn(String observer) implements EventTap {

    @Override
    public void onEvent(DomainEvent event) {
      // Nothing gets into the stream from here.
    }
  }
}
