package io.tidings.event.rx;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import java.util.Arrays;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The events that whoever has the turn of an {@link Inbox} has taken to deliver. Confined to that
 * thread; who gets the turn next finds in it what has not been delivered.
 */
final class Hand {

  private final @Nullable DomainEvent[] events;
  private int size;

  Hand(int capacity) {
    this.events = new DomainEvent[capacity];
  }

  /** Takes as many events as there are, as it can hold, and as are allowed. */
  void fill(Queue<DomainEvent> waiting, long allowed) {
    while (size < events.length && size < allowed) {
      DomainEvent next = waiting.poll();
      if (next == null) {
        return;
      }
      events[size++] = next;
    }
  }

  int size() {
    return size;
  }

  DomainEvent get(int index) {
    return requireNonNull(events[index]);
  }

  /** Forgets the first so many events. */
  void forget(int count) {
    System.arraycopy(events, count, events, 0, size - count);
    Arrays.fill(events, size - count, size, null);
    size -= count;
  }
}
