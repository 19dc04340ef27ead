package io.tidings.event.spring.internal;

import io.tidings.event.store.EventStore;
import io.tidings.event.store.Retention;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Hourly removal of the events that exceed an age; of several processes one removes. */
public final class RetentionLifecycle implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(RetentionLifecycle.class);

  private final EventStore trail;
  private final Duration age;
  private @Nullable ScheduledExecutorService timer;

  /** Creates the removal of the events of a trail that exceed an age. */
  public RetentionLifecycle(EventStore trail, Duration age) {
    if (age.isNegative() || age.isZero()) {
      throw new IllegalArgumentException(
          "tidings.trail.retention must be positive, but is "
              + age
              + "; remove the property to keep all events");
    }
    this.trail = trail;
    this.age = age;
  }

  @Override
  public synchronized void start() {
    if (timer == null) {
      timer =
          Executors.newSingleThreadScheduledExecutor(
              task -> {
                Thread thread = new Thread(task, "tidings-retention");
                thread.setDaemon(true);
                return thread;
              });
      ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(this::run, 0, 1, TimeUnit.HOURS);
    }
  }

  private void run() {
    try {
      new Retention(trail).run(List.of(new Retention.Plan("tidings.trail.retention", age, null)));
    } catch (RuntimeException failure) {
      LOG.warn("Could not remove expired events; retrying in an hour", failure);
    }
  }

  @Override
  public synchronized void stop() {
    if (timer != null) {
      timer.shutdown();
      timer = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return timer != null;
  }

  @Override
  public boolean isPauseable() {
    return false;
  }

  @Override
  public int getPhase() {
    return BusLifecycle.PHASE;
  }
}
