package io.tidings.event.async.internal;

import io.tidings.event.internal.KeyedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Threads of one subscription, made for its first task. Thread-safe. */
final class OwnExecutor implements Executor {

  private final String name;
  private final int parallelism;
  private final KeyedQueue<Work> queue;
  private @Nullable ExecutorService threads;

  /**
   * Creates this without threads.
   *
   * @param name the name of the subscription
   * @param parallelism the maximum number of threads
   * @param queue the queue after whose end no further thread stays
   */
  OwnExecutor(String name, int parallelism, KeyedQueue<Work> queue) {
    this.name = name;
    this.parallelism = parallelism;
    this.queue = queue;
  }

  @Override
  public void execute(Runnable task) {
    threads().execute(task);
  }

  private synchronized ExecutorService threads() {
    ExecutorService made = threads;
    if (made == null) {
      made = Threads.create(name, parallelism);
      threads = made;
      if (queue.isClosed()) {
        made.shutdown();
      }
    }
    return made;
  }

  /** Accepts no further task; those accepted are run. */
  synchronized void shutdown() {
    if (threads != null) {
      threads.shutdown();
    }
  }
}
