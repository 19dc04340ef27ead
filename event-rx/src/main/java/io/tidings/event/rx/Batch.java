package io.tidings.event.rx;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import java.util.Arrays;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The events that whoever has the turn of an {@link Inbox} has taken to deliver. Confined to that
 * thread; who gets the turn next finds in it what has not been begun.
 */
final class Hand {

  private final @Nullable DomainEvent[] events;
  private int size;
  private int begun;

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

  int begun() {
    return begun;
  }

  boolean hasNext() {
    return begun < size;
  }

  DomainEvent next() {
    return requireNonNull(events[begun++]);
  }

  /** Forgets the events that have been begun. */
  void forgetBegun() {
    System.arraycopy(events, begun, events, 0, size - begun);
    Arrays.fill(events, size - begun, size, null);
    size -= begun;
    begun = 0;
  }

  void clear() {
    begun = size;
    forgetBegun();
  }
}
