package io.tidings.event.rx;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** Daemon threads for tests: a blocked one does not keep the virtual machine running. */
final class Threads {

  static final long PATIENCE_SECONDS = 30;

  private Threads() {}

  /** Starts a task; {@link #join} waits for its result. */
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
      throw new AssertionError("timed out");
    }
  }

  /** Waits until another thread makes a condition true. */
  static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("timed out");
      }
      Thread.onSpinWait();
    }
  }

  /** Runs a task on several threads that start together, and waits for all of them. */
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
