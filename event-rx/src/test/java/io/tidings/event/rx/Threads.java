package io.tidings.event.rx;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** Threads of tests: daemons, so that one that blocks on purpose keeps nobody. */
final class Threads {

  static final long PATIENCE_SECONDS = 30;

  private Threads() {}

  /** Starts a task; its result is waited for by {@link #join}. */
  static <T> FutureTask<T> start(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = new Thread(future, "test-thread");
    thread.setDaemon(true);
    thread.start();
    return future;
  }

  static <T> T join(FutureTask<T> task) throws Exception {
    return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  static void await(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("waited in vain");
    }
  }

  /** Waits until something holds that other threads bring about. */
  static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("waited in vain");
      }
      Thread.onSpinWait();
    }
  }

  /** Runs a task on several threads that begin together, and waits for all. */
  static void inParallel(int threads, ThrowingConsumer<Integer> task) throws Exception {
    CyclicBarrier start = new CyclicBarrier(threads);
    var running =
        IntStream.range(0, threads)
            .mapToObj(
                number ->
                    start(
                        () -> {
                          start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                          try {
                            task.accept(number);
                          } catch (Throwable failure) {
                            throw new AssertionError("thread " + number, failure);
                          }
                          return number;
                        }))
            .toList();
    for (FutureTask<Integer> one : running) {
      join(one);
    }
  }
}
