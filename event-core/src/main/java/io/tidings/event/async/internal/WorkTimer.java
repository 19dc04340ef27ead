package io.tidings.event.async.internal;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Timer of a bus, for attempts that follow later. Thread-safe. */
public interface WorkTimer {

  /**
   * Runs a task after a delay, on a thread that must not be blocked.
   *
   * @return cancels the task
   */
  Runnable schedule(Runnable task, long nanos);

  /** Returns the time in nanoseconds, as {@link System#nanoTime}. */
  default long nanoTime() {
    return System.nanoTime();
  }

  /** Discards the tasks that are due later. */
  void stop();

  /** Returns a timer whose daemon thread ends after a second without tasks. */
  static WorkTimer create() {
    return new WorkTimer() {

      private @Nullable ScheduledThreadPoolExecutor executor;
      private boolean stopped;

      @Override
      public synchronized Runnable schedule(Runnable task, long nanos) {
        if (stopped) {
          return () -> {};
        }
        if (executor == null) {
          executor = new ScheduledThreadPoolExecutor(1, Threads.daemons("tidings-timer"));
          executor.setKeepAliveTime(1, TimeUnit.SECONDS);
          executor.allowCoreThreadTimeOut(true);
          executor.setRemoveOnCancelPolicy(true);
        }
        Future<?> scheduled = executor.schedule(task, nanos, TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
      }

      @Override
      public synchronized void stop() {
        stopped = true;
        if (executor != null) {
          executor.shutdownNow();
          executor = null;
        }
      }
    };
  }
}
