package io.tidings.event.store.internal.follow;

import io.tidings.event.internal.SafeLog;
import io.tidings.event.store.internal.CommitListener;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task that runs on a thread of its own after commits: one run for all commits since the last,
 * with a pause between runs. The first commit starts the thread. Thread-safe.
 */
public final class CoalescingTask implements CommitListener, Runnable {

  /** The work of one run. Confined to the thread. */
  public interface Task {

    /** Runs once; after a failure, which is logged, the next commit runs it again. */
    void run() throws SQLException;

    /** Releases resources; may be called twice. */
    default void end() {}
  }

  private static final Logger LOG = LoggerFactory.getLogger("io.tidings.event.store.EventStore");
  private static final long JOIN_MILLIS = 5_000;

  private final String name;
  private final long pauseMillis;
  private final Task task;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Thread thread;
  private boolean failing;
  private boolean due;
  private boolean closed;

  public CoalescingTask(String name, long pauseMillis, Task task) {
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
      Thread worker = new Thread(this, name);
      worker.setDaemon(true);
      worker.start();
      thread = worker;
    }
  }

  @Override
  public void run() {
    try {
      while (awaitDue()) {
        perform();
        pause();
      }
    } catch (Throwable failure) {
      SafeLog.warn(
          LOG, "Thread " + name + " has ended; open the store again to restart it", failure);
    } finally {
      task.end();
    }
  }

  /** Runs the task; logs the first of several failures in a row. */
  private void perform() {
    try {
      task.run();
      failing = false;
    } catch (Throwable failure) {
      if (!failing) {
        failing = true;
        SafeLog.warn(
            LOG, "Thread " + name + " failed; retrying after each commit (logged once)", failure);
      }
    }
  }

  private boolean awaitDue() throws InterruptedException {
    lock.lock();
    try {
      while (!due && !closed) {
        changed.await();
      }
      boolean wasDue = due;
      due = false;
      return wasDue;
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
      running.join(JOIN_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
