package io.tidings.event;

import io.tidings.event.spi.EventTap;
import io.tidings.event.spi.FailureListener;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts refusals; any other failure fails the test that causes it. Confined to one thread. */
final class RejectionCount implements FailureListener {

  private final List<String> reasons = new ArrayList<>();

  int count() {
    return reasons.size();
  }

  List<String> reasons() {
    return reasons;
  }

  @Override
  public void selectorFailed(DomainEvent event, Subscription subscription, Throwable failure) {
    throw new AssertionError(failure);
  }

  @Override
  public void tapFailed(@Nullable DomainEvent event, EventTap tap, Throwable failure) {
    throw new AssertionError(failure);
  }

  @Override
  public void handlerFailed(DomainEvent event, Subscription subscription, Throwable failure) {
    throw new AssertionError(failure);
  }

  @Override
  public void rejected(DomainEvent event, String reason) {
    reasons.add(reason);
  }
}
