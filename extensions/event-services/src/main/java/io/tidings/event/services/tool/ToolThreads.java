package io.tidings.event.services.tool;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Durations;
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
 * The threads on which tools with a time limit run. A tool that ignores its interruption keeps its
 * thread; so that such tools cannot use up the process there is a greatest number of threads,
 * beyond which a call is rejected at once. Thread-safe.
 */
final class ToolThreads implements AutoCloseable {

  private final ExecutorService pool;

  ToolThreads(int most) {
    pool =
        new ThreadPoolExecutor(
            0,
            most,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "tidings-tool");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Runs a call, and throws what it throws. */
  <T extends @Nullable Object> T call(String tool, Callable<T> call, Duration timeout)
      throws Exception {
    Future<T> running = pool.submit(call);
    try {
      return running.get(Durations.nanos(timeout), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      throw new ToolTimeoutException(tool, timeout);
    } catch (ExecutionException failed) {
      throw thrown(failed);
    } finally {
      running.cancel(true);
    }
  }

  private static Exception thrown(ExecutionException failed) {
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
