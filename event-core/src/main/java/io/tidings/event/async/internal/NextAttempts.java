package io.tidings.event.async.internal;

import io.tidings.event.internal.KeyedQueue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Events of one subscription between two attempts. Their keys stay occupied. Thread-safe: after the
 * end of the queue each of them is discarded once.
 */
final class NextAttempts {

  private final KeyedQueue<Work> queue;
  private final WorkTimer timer;
  private final Consumer<Work> discard;
  private final Runnable start;

  /** The events whose next attempt is due. */
  private final ConcurrentLinkedQueue<Work> due = new ConcurrentLinkedQueue<>();

  /** The events that wait for their next attempt. */
  private final Map<Work, Waiting> waiting = new ConcurrentHashMap<>();

  /**
   * Creates this without events.
   *
   * @param discard settles an event, as discarded
   * @param start starts a task for a due event if none is about to take it
   */
  NextAttempts(KeyedQueue<Work> queue, WorkTimer timer, Consumer<Work> discard, Runnable start) {
    this.queue = queue;
    this.timer = timer;
    this.discard = discard;
    this.start = start;
  }

  /** Has an event wait for its next attempt; its key stays occupied. */
  void add(Work work, long nanos) {
    if (nanos == 0 && !queue.isClosed()) {
      due.add(work);
      discardDueIfEnded(work);
      return;
    }
    Waiting added = new Waiting();
    waiting.put(work, added);
    if (queue.isClosed()) {
      discardWaiting(work);
    } else {
      added.scheduled = timer.schedule(() -> attemptAgain(work), nanos);
    }
  }

  /** The scheduled task of an event that waits for its next attempt. */
  private static final class Waiting {
    private volatile @Nullable Runnable scheduled;

    /** Cancels the task; one that is being scheduled finds that its event is gone. */
    void cancel() {
      Runnable task = scheduled;
      if (task != null) {
        task.run();
      }
    }
  }

  private void attemptAgain(Work work) {
    if (waiting.remove(work) == null) {
      return;
    }
    due.add(work);
    discardDueIfEnded(work);
    start.run();
  }

  private void discardDueIfEnded(Work work) {
    if (queue.isClosed() && due.remove(work)) {
      discard.accept(work);
    }
  }

  /** Discards an event if it waits for its next attempt. */
  private void discardWaiting(Work work) {
    Waiting removed = waiting.remove(work);
    if (removed != null) {
      removed.cancel();
      discard.accept(work);
    }
  }

  /**
   * Discards those of some events that wait for their next attempt, and all that are due; the queue
   * has ended.
   */
  void discard(List<Work> taken) {
    taken.forEach(this::discardWaiting);
    for (Work work = due.poll(); work != null; work = due.poll()) {
      discard.accept(work);
    }
  }

  /** Returns whether the next attempt of an event is due. */
  boolean isDue() {
    return !due.isEmpty();
  }

  /** Returns and removes an event whose next attempt is due, or null. */
  @Nullable Work poll() {
    return due.poll();
  }
}
