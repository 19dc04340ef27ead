package io.tidings.event.store;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Does a task after commits on a thread of its own, which begins with the first: once for however
 * many have come since, and not again before a pause is over. Thread-safe.
 */
final class Nudged implements AfterCommit, Runnable {

  /** What is to be done. Confined to the thread. */
  interface Task {

    /** Does it; what fails is left to the next time. */
    void run() throws SQLException;

    /** Lets go of what it has kept; may come again. */
    default void end() {}
  }

  private static final long LAST_MILLIS = 5_000;

  private final String name;
  private final long pauseMillis;
  private final Task task;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Thread thread;
  private boolean due;
  private boolean closed;

  Nudged(String name, long pauseMillis, Task task) {
    this.name = name;
    this.pauseMillis = pauseMillis;
    this.task = task;
  }

  @Override
  public void committed() {
    lock.lock();
    try {
      if (!due && !closed) {
        due = true;
        changed.signalAll();
        start();
      }
    } finally {
      lock.unlock();
    }
  }

  private void start() {
    if (thread == null) {
      Thread made = new Thread(this, name);
      made.setDaemon(true);
      made.start();
      thread = made;
    }
  }

  @Override
  public void run() {
    try {
      while (isDue()) {
        perform();
        pause();
      }
    } catch (InterruptedException ended) {
      // What is left to be done can be left.
    } finally {
      task.end();
    }
  }

  private void perform() {
    try {
      task.run();
    } catch (SQLException | StoreException failure) {
      // The next commit is another occasion, and nothing depends on any one.
    }
  }

  private boolean isDue() throws InterruptedException {
    lock.lock();
    try {
      while (!due && !closed) {
        changed.await();
      }
      boolean was = due;
      due = false;
      return was;
    } finally {
      lock.unlock();
    }
  }

  private void pause() throws InterruptedException {
    long left = TimeUnit.MILLISECONDS.toNanos(pauseMillis);
    lock.lock();
    try {
      while (!closed && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    Thread running;
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      running = thread;
    } finally {
      lock.unlock();
    }
    if (running == null) {
      task.end();
    } else {
      join(running);
    }
  }

  private static void join(Thread running) {
    try {
      running.join(LAST_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
