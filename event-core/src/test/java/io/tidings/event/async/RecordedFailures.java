package io.tidings.event.async;

import io.tidings.event.DomainEvent;
import io.tidings.event.Subscription;
import io.tidings.event.spi.EventTap;
import io.tidings.event.spi.FailureListener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what it is told about taps. */
class RecordedFailures implements FailureListener {

  private final List<Throwable> failures;

  RecordedFailures(List<Throwable> failures) {
    this.failures = failures;
  }

  void told(Throwable failure) {
    failures.add(failure);
  }

  @Override
  public void tapFailed(@Nullable DomainEvent event, EventTap tap, Throwable failure) {
    told(failure);
  }

  @Override
  public void selectorFailed(DomainEvent event, Subscription subscription, Throwable failure) {
    throw new AssertionError(failure);
  }

  @Override
  public void handlerFailed(DomainEvent event, Subscription subscription, Throwable failure) {
    throw new AssertionError(failure);
  }

  @Override
  public void rejected(DomainEvent event, String reason) {
    throw new AssertionError(reason);
  }
}
