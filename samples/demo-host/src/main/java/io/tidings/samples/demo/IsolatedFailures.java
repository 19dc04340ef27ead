package io.tidings.samples.demo;

import io.tidings.event.DomainEvent;
import io.tidings.event.Subscription;
import io.tidings.event.cli.text.DisplayText;
import io.tidings.event.spi.EventTap;
import io.tidings.event.spi.FailureListener;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts of failed handlers, selectors and taps and of rejected events, by source. Thread-safe if
 * the receiver of the first failure is.
 */
final class IsolatedFailures implements FailureListener {

  private final Map<String, Long> counts = new ConcurrentHashMap<>();
  private final AtomicBoolean notified = new AtomicBoolean();
  private final Consumer<String> first;

  IsolatedFailures(Consumer<String> first) {
    this.first = first;
  }

  @Override
  public void selectorFailed(DomainEvent event, Subscription subscription, Throwable failure) {
    count("the selector of " + subscription.name(), event, failure.toString());
  }

  @Override
  public void tapFailed(@Nullable DomainEvent event, EventTap tap, Throwable failure) {
    count(tap.getClass().getSimpleName(), event, failure.toString());
  }

  @Override
  public void handlerFailed(DomainEvent event, Subscription subscription, Throwable failure) {
    count(subscription.name(), event, failure.toString());
  }

  @Override
  public void rejected(DomainEvent event, String reason) {
    count("rejected", event, reason);
  }

  /** Returns the number of failures by name of the source. */
  Map<String, Long> counts() {
    return new TreeMap<>(counts);
  }

  private void count(String source, @Nullable DomainEvent event, String reason) {
    counts.merge(source, 1L, Long::sum);
    if (notified.compareAndSet(false, true)) {
      String where = event == null ? "" : " on " + event.kind().id();
      first.accept(DisplayText.shortened(source + where + ": " + reason));
    }
  }
}
