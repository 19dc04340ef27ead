package io.tidings.event;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Executor whose tasks run when a test calls for it, on the test's thread. */
final class HandExecutor implements Executor {

  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private boolean rejecting;

  @Override
  public void execute(Runnable task) {
    if (rejecting) {
      throw new RejectedExecutionException("full");
    }
    tasks.add(task);
  }

  void rejecting(boolean rejecting) {
    this.rejecting = rejecting;
  }

  int size() {
    return tasks.size();
  }

  /** Runs the oldest task; returns whether there was one. */
  boolean runOne() {
    Runnable task = tasks.poll();
    if (task != null) {
      task.run();
    }
    return task != null;
  }

  /** Runs tasks until there is none. */
  void runAll() {
    while (runOne()) {
      // Each task may add another.
    }
  }
}
