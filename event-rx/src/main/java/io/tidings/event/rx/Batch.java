package io.tidings.event.rx;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.internal.ContentSize;
import io.tidings.event.internal.FairQueue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The events taken from the queue of an {@link Inbox} for delivery. They occupy room in the queue
 * until their delivery has started: it is released in one step for a batch, and at once while
 * threads wait for room. Confined to the thread that has the turn; the next thread to get the turn
 * delivers the remaining ones.
 */
final class Batch {

  private final FairQueue<DomainEvent> queue;
  private final @Nullable DomainEvent[] events;
  private int size;
  private int started;

  /** The number of events at the front whose room is released. */
  private int settled;

  Batch(FairQueue<DomainEvent> queue, int capacity) {
    this.queue = queue;
    this.events = new DomainEvent[capacity];
  }

  /** Moves events from the queue into this batch, up to its capacity and {@code limit}. */
  void fill(long limit) {
    size += queue.poll(events, size, (int) Math.min(events.length, limit));
    settle(Math.min(size, 1));
  }

  private void settle(int count) {
    int more = count - settled;
    if (more > 0) {
      long sizes = 0;
      for (int i = settled; i < count; i++) {
        sizes += ContentSize.of(requireNonNull(events[i]).details());
      }
      settled = count;
      queue.settle(more, sizes);
    }
  }

  int size() {
    return size;
  }

  boolean hasNext() {
    return started < size;
  }

  /**
   * Returns the next event to deliver; releases the room of started ones if threads wait for it.
   */
  DomainEvent next() {
    DomainEvent next = requireNonNull(events[started++]);
    if (queue.waiting() > 0) {
      settle(started);
    }
    return next;
  }

  /** Removes the events whose delivery has started, and releases their room. */
  void removeStarted() {
    settle(started);
    System.arraycopy(events, started, events, 0, size - started);
    Arrays.fill(events, size - started, size, null);
    size -= started;
    settled -= started;
    started = 0;
  }

  /** Removes all events. */
  void clear() {
    started = size;
    removeStarted();
  }
}
