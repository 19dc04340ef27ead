package io.tidings.event.benchmarks.stress;

import io.tidings.event.DomainEvent;
import io.tidings.event.Subscription;
import io.tidings.event.async.AsyncOptions;
import io.tidings.event.async.RetryPolicy;
import io.tidings.event.async.SubscriptionMetrics;
import io.tidings.event.async.internal.FlushGroups;
import io.tidings.event.async.internal.HandOver;
import io.tidings.event.async.internal.HandledEvent;
import io.tidings.event.async.internal.Settings;
import io.tidings.event.async.internal.Target;
import io.tidings.event.async.internal.WorkTimer;
import io.tidings.event.spi.FailureListener;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A failed attempt that is to be repeated later against the end of the subscription. */
final class RetryClose implements Race {

  private static final Duration DELAY = Duration.ofSeconds(1);
  private static final RetryPolicy RETRIES = RetryPolicy.attempts(2).backoff(DELAY, DELAY);
  private static final FailureListener SILENT = new FailureListener() {};

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final HandOver handOver;
  private long reported;

  RetryClose() {
    AsyncOptions options =
        AsyncOptions.defaults().executor(tasks::add).parallelism(1).slowAfter(Duration.ZERO);
    this.handOver =
        new HandOver(
            new Settings(options, RETRIES, null, new Later(), false),
            new Target(Subscription.group(), () -> event -> fail(), NoContext::new, SILENT),
            new FlushGroups());
    handOver.offer(BusRace.ONE);
  }

  private static void fail() {
    throw new IllegalStateException("fails");
  }

  /** A timer whose tasks are not due during the race. */
  private static final class Later implements WorkTimer {

    @Override
    public Runnable schedule(Runnable task, long nanos) {
      return () -> {};
    }

    @Override
    public void stop() {
      // There are no tasks.
    }
  }

  /** The current event of a handler that does not ask for it. */
  private static final class NoContext implements HandledEvent {

    @Override
    public void enter(@Nullable DomainEvent event) {
      // The handler does not ask.
    }

    @Override
    public void leave() {
      // There is no context.
    }

    @Override
    public void close() {
      // There is no context.
    }
  }

  @Override
  public void first() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  @Override
  public void second() {
    reported = handOver.end().count();
  }

  @Override
  public String outcome() {
    first();
    SubscriptionMetrics metrics = handOver.metrics();
    if (metrics.queued() + metrics.inFlight() > 0) {
      return "left in flight";
    }
    boolean discarded = metrics.discarded() == 1 && metrics.accounted() == 1;
    return discarded && reported == 1 ? "discarded" : "not reported";
  }
}
