package io.tidings.event.rx;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import java.util.Arrays;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The events taken from an {@link Inbox} for delivery. Confined to the thread that has the turn;
 * the next thread to get the turn delivers the remaining ones.
 */
final class Batch {

  private final @Nullable DomainEvent[] events;
  private int size;
  private int started;

  Batch(int capacity) {
    this.events = new DomainEvent[capacity];
  }

  /** Moves events from the queue into this batch, up to its capacity and {@code limit}. */
  void fill(Queue<DomainEvent> queue, long limit) {
    while (size < events.length && size < limit) {
      DomainEvent next = queue.poll();
      if (next == null) {
        return;
      }
      events[size++] = next;
    }
  }

  int size() {
    return size;
  }

  /** Returns the number of events whose delivery has started. */
  int started() {
    return started;
  }

  boolean hasNext() {
    return started < size;
  }

  DomainEvent next() {
    return requireNonNull(events[started++]);
  }

  /** Removes the events whose delivery has started. */
  void removeStarted() {
    System.arraycopy(events, started, events, 0, size - started);
    Arrays.fill(events, size - started, size, null);
    size -= started;
    started = 0;
  }

  void clear() {
    started = size;
    removeStarted();
  }
}
