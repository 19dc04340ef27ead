package io.tidings.event.services.host;

import io.tidings.event.services.IllegalTransitionException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many threads that begin at the same time. */
public final class ConcurrentCalls {

  private ConcurrentCalls() {}

  /** Runs each move on a thread of its own, and answers with how many were not refused. */
  public static int winners(List<Runnable> moves) {
    return (int)
        run(moves.size(), index -> isPossible(moves.get(index))).stream()
            .filter(won -> won)
            .count();
  }

  private static boolean isPossible(Runnable move) {
    try {
      move.run();
      return true;
    } catch (IllegalTransitionException refused) {
      return false;
    }
  }

  /** Work that knows which of the threads it is on. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does the work of one thread, the first of which is 0. */
    T run(int index) throws Exception;
  }

  /** Runs the same work on as many threads, and answers with what each has returned. */
  public static <T> List<T> run(int threads, Work<T> work) {
    CyclicBarrier start = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<T>> tasks = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int index = i;
        tasks.add(
            () -> {
              start.await();
              return work.run(index);
            });
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : pool.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } catch (Exception failure) {
      throw new AssertionError(failure);
    } finally {
      pool.shutdown();
    }
  }
}
