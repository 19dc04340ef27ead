package io.tidings.event.services.tool;

import static java.util.Objects.requireNonNull;

import io.tidings.event.internal.Durations;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Threads for tools with a timeout. A tool that ignores its interrupt keeps its thread, so the
 * number of threads is limited and a call beyond it is rejected immediately. Thread-safe.
 */
final class ToolThreads implements AutoCloseable {

  private final ExecutorService pool;

  ToolThreads(int maxThreads) {
    pool =
        new ThreadPoolExecutor(
            0,
            maxThreads,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "tidings-tool");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Runs a call with a timeout and propagates its exceptions. */
  <T extends @Nullable Object> T call(String tool, Callable<T> call, Duration timeout)
      throws Exception {
    Future<T> running = pool.submit(call);
    try {
      return running.get(Durations.nanos(timeout), TimeUnit.NANOSECONDS);
    } catch (TimeoutException timedOut) {
      throw new ToolTimeoutException(tool, timeout);
    } catch (ExecutionException failed) {
      throw toException(failed);
    } finally {
      running.cancel(true);
    }
  }

  private static Exception toException(ExecutionException failed) {
    Throwable cause = requireNonNull(failed.getCause());
    if (cause instanceof Error error) {
      throw error;
    }
    return (Exception) cause;
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
