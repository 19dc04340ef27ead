package io.tidings.event.internal;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Queued and taken elements of one key, and their place in a ring of lanes; also the anchor of such
 * a ring. Guarded by the queue's lock, except where noted.
 */
final class Lane<E extends Keyed<E>> {

  final @Nullable Object key;

  /** The queued elements. */
  private @Nullable E first;

  private @Nullable E last;

  /** The first element that is taken and not settled, or null; the others follow it. */
  private @Nullable E taken;

  /** The taken element that the consumer is busy with. Written by the consumer without the lock. */
  private volatile @Nullable E current;

  /** The neighbours in a ring; this if it is in none. */
  private Lane<E> before = this;

  private Lane<E> after = this;

  Lane(@Nullable Object key) {
    this.key = key;
  }

  /** Returns the first queued element, or null. */
  @Nullable E first() {
    return first;
  }

  /** Returns the first element that is taken and not settled, or null. */
  @Nullable E taken() {
    return taken;
  }

  /** Removes the taken elements before another one, or all. */
  void settleUpTo(@Nullable E end) {
    taken = end;
  }

  /** Returns the element that the consumer is busy with, or null. Thread-safe. */
  @Nullable E current() {
    return current;
  }

  /** States that the consumer is busy with a taken element. For the consumer, without the lock. */
  void begin(E element) {
    current = element;
  }

  /** Returns the next lane of the ring. */
  Lane<E> after() {
    return after;
  }

  /** Appends a queued element. */
  void append(E element) {
    element.moveTo(this);
    if (last == null) {
      first = element;
    } else {
      last.followedBy(element);
    }
    last = element;
  }

  /** Removes the first queued element, but for its link to the next. */
  private void removeFirst(E removed) {
    first = removed.following();
    last = first == null ? null : last;
  }

  /** Removes a queued element, but for its link to the next. */
  void remove(E removed) {
    if (removed == first) {
      removeFirst(removed);
      return;
    }
    E preceding = requireNonNull(first);
    while (preceding.following() != removed) {
      preceding = requireNonNull(preceding.following());
    }
    preceding.followedBy(removed.following());
    last = removed == last ? preceding : last;
  }

  /** Takes the first queued elements up to a number; returns how many. */
  int take(int limit) {
    E start = first;
    E end = start;
    int count = 0;
    for (E next = start; next != null && count < limit; next = first) {
      end = next;
      removeFirst(next);
      count++;
    }
    if (end != null) {
      end.followedBy(null);
    }
    taken = start;
    current = start;
    return count;
  }

  /** Returns the taken elements to the queued ones; returns how many. */
  int returnTaken() {
    int count = 0;
    E end = null;
    for (E element = taken; element != null; element = element.following()) {
      end = element;
      count++;
    }
    if (end != null) {
      end.followedBy(first);
      last = last == null ? end : last;
      first = taken;
      taken = null;
    }
    current = null;
    return count;
  }

  /** Returns the element that the consumer is busy with if it is still taken, or null. */
  @Nullable E busy() {
    E element = current;
    return element != null && element.lane() == this ? element : null;
  }

  /** Returns whether this is in a ring. */
  boolean isLinked() {
    return after != this;
  }

  /** Adds this to the end of a ring. */
  void join(Lane<E> ring) {
    before = ring.before;
    after = ring;
    ring.before.after = this;
    ring.before = this;
  }

  /** Removes this from its ring. */
  void leave() {
    before.after = after;
    after.before = before;
    before = this;
    after = this;
  }

  /** Returns the total size of the taken elements of all lanes in the ring of this anchor. */
  long takenSize(QueueOwner<E> owner) {
    long size = 0;
    for (Lane<E> lane = after; lane != this; lane = lane.after) {
      for (E element = lane.taken; element != null; element = element.following()) {
        size += owner.size(element);
      }
    }
    return size;
  }

  /** Returns the queued elements of all lanes in the ring of this anchor. */
  List<E> allQueued() {
    List<E> queued = new ArrayList<>();
    for (Lane<E> lane = after; lane != this; lane = lane.after) {
      for (E element = lane.first; element != null; element = element.following()) {
        queued.add(element);
      }
    }
    return queued;
  }
}
