package io.tidings.event.async.internal;

import io.tidings.event.internal.KeyedQueue;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Lists of the events that are queued for one subscription, one list at a time: handed over when it
 * is full or its first event has waited for the delay, and at once during a flush. Thread-safe;
 * {@link #take} and {@link #settled} are called by one task at a time.
 *
 * @contract SUB-09, SUB-10
 */
final class Batches {

  private static final long NONE = Long.MIN_VALUE;

  private final FlushGroups groups;
  private final KeyedQueue<Work> queue;
  private final WorkTimer timer;
  private final Runnable start;
  private final int size;
  private final long delayNanos;

  /** The time at which the oldest queued event is due; {@link #NONE} while none is queued. */
  private final AtomicLong deadline = new AtomicLong(NONE);

  /** True while the timer has a task. */
  private final AtomicBoolean armed = new AtomicBoolean();

  private volatile @Nullable Runnable scheduled;

  /** The time of the latest request to handle what is queued. */
  private volatile long drained;

  /** True while a list is not settled: later events wait. */
  private volatile boolean busy;

  /**
   * Creates lists of no events.
   *
   * @param start starts a task if a list is due
   */
  Batches(Settings settings, FlushGroups groups, KeyedQueue<Work> queue, Runnable start) {
    this.groups = groups;
    this.queue = queue;
    this.timer = settings.timer();
    this.start = start;
    this.size = Math.min(settings.options().batchSize(), settings.options().capacity());
    this.delayNanos = settings.options().batchDelay().toNanos();
    this.drained = timer.nanoTime() - 1;
  }

  void stamp(Work work) {
    work.queuedAt(timer.nanoTime());
  }

  /** Returns whether a list is to be handled now; if events are queued, it will be due later. */
  boolean isDue() {
    int queued = queue.available();
    if (queued == 0) {
      return false;
    }
    long now = timer.nanoTime();
    deadline.compareAndSet(NONE, now + delayNanos);
    long due = deadline.get();
    if (busy) {
      return false;
    }
    if (queued >= size || groups.isFlushing() || (due != NONE && now - due >= 0)) {
      return true;
    }
    if (armed.compareAndSet(false, true)) {
      scheduled = timer.schedule(this::fire, due == NONE ? delayNanos : due - now);
    }
    return false;
  }

  private void fire() {
    armed.set(false);
    start.run();
  }

  /** Takes a list that is due; returns its first event, or null if none is due. */
  @Nullable Work take() {
    if (!isDue()) {
      return null;
    }
    List<Work> list = queue.takeEach(size);
    if (list.isEmpty()) {
      return null;
    }
    busy = true;
    beginNext();
    Work first = list.get(0);
    first.lead(list);
    return first;
  }

  /** Sets when the events behind a list are due. */
  private void beginNext() {
    deadline.set(NONE);
    Work first = queue.first();
    if (first != null) {
      dueBy(first.queuedAt() + delayNanos);
      long requested = drained;
      if (first.queuedAt() - requested <= 0) {
        dueBy(requested);
      }
    }
  }

  private void dueBy(long time) {
    deadline.updateAndGet(due -> due == NONE || time - due < 0 ? time : due);
  }

  /** Ends a list; the next one may begin. */
  void settled() {
    busy = false;
  }

  /** Makes the queued events due. */
  void drain() {
    long now = timer.nanoTime();
    drained = now;
    deadline.updateAndGet(due -> due == NONE || due - now <= 0 ? due : now);
  }

  /** Discards the task of the timer. */
  void end() {
    Runnable task = scheduled;
    if (task != null) {
      task.run();
    }
  }
}
