package io.tidings.event.benchmarks.stress;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventHandler;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.Subscription;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.async.AsyncOptions;
import io.tidings.event.async.CloseResult.Undelivered;
import io.tidings.event.async.SubscriptionMetrics;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Race on a bus with one asynchronous subscription, whose tasks the two threads run themselves. */
abstract class BusRace implements Race {

  static final EventKind KIND = EventKind.of("raced");
  static final DomainEvent ONE = DomainEvent.builder(KIND).id("1").sessionId("key").build();
  static final DomainEvent TWO = DomainEvent.builder(KIND).id("2").sessionId("key").build();

  final EventBus bus = EventBus.create();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Subscription subscription;
  private volatile @Nullable RuntimeException broken;

  BusRace(int parallelism, EventHandler handler) {
    AsyncOptions options =
        AsyncOptions.defaults()
            .executor(tasks::add)
            .parallelism(parallelism)
            .slowAfter(Duration.ZERO);
    this.subscription =
        bus.subscribe(
            EventSelector.kind(KIND), SubscriptionOptions.named("raced").async(options), handler);
  }

  /** Runs tasks until there is none. */
  final void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      run(task);
    }
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException thrown) {
      broken = thrown;
    }
  }

  /** Closes the bus without a wait; returns the number of undelivered events. */
  final long close() {
    try {
      return bus.close(Duration.ZERO).undelivered().stream().mapToLong(Undelivered::count).sum();
    } catch (RuntimeException thrown) {
      broken = thrown;
      return 0;
    }
  }

  /** Returns an outcome if the library threw or an event is not settled, else null. */
  final @Nullable String unsettled() {
    if (broken != null) {
      return "thrown: " + broken.getClass().getSimpleName();
    }
    SubscriptionMetrics metrics = subscription.metrics();
    boolean settled =
        metrics.queued() + metrics.inFlight() == 0 && metrics.accounted() == metrics.matching();
    return settled ? null : "unsettled";
  }
}
