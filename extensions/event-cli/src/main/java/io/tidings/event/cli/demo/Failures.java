package io.tidings.event.cli.demo;

import io.tidings.event.DomainEvent;
import io.tidings.event.Subscription;
import io.tidings.event.cli.text.Shown;
import io.tidings.event.spi.EventTap;
import io.tidings.event.spi.FailureListener;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts by source what the bus kept from spreading, and tells of the first. Thread-safe if {@code
 * first} is.
 */
final class Failures implements FailureListener {

  private final Map<String, Long> counts = new ConcurrentHashMap<>();
  private final AtomicBoolean told = new AtomicBoolean();
  private final Consumer<String> first;

  Failures(Consumer<String> first) {
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
    count("refused", event, reason);
  }

  /** Returns how many failures there were of each source, by name. */
  Map<String, Long> counts() {
    return new TreeMap<>(counts);
  }

  private void count(String source, @Nullable DomainEvent event, String what) {
    counts.merge(source, 1L, Long::sum);
    if (told.compareAndSet(false, true)) {
      String where = event == null ? "" : " on " + event.kind().id();
      first.accept(Shown.text(source + where + ": " + what));
    }
  }
}
