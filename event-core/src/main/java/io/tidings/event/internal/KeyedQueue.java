package io.tidings.event.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fair queue for several consumers, which take an element only when all earlier ones with its key
 * are settled. Thread-safe; an element is accepted without a lock while there is room.
 */
public final class KeyedQueue<E extends Keyed<E>> extends FairQueue<E> {

  private final KeyedContents<E> contents;

  KeyedQueue(QueueBounds bounds, QueueOwner<E> owner, KeyedContents<E> contents) {
    super(bounds, owner, contents);
    this.contents = contents;
  }

  @Override
  boolean tryOffer(E element, long size) {
    return room.line.size() == 0 && contents.tryAdd(element, size);
  }

  /**
   * Settles an element, if one is given, and takes the next available one.
   *
   * @return the element, or null if none is available
   */
  public @Nullable E next(@Nullable E settled) {
    return next(settled, 1);
  }

  /**
   * Settles an element and those taken before it, if one is given, and takes the next available one
   * with those that follow it in the order of its key. They are neither dropped nor replaced.
   * Elements that were taken together with the settled one and follow it are queued again.
   *
   * @param limit the maximum number of elements to take
   * @return the first element, or null if none is available; {@link #begin} precedes the use of
   *     each element that follows
   */
  public @Nullable E next(@Nullable E settled, int limit) {
    lock.lock();
    try {
      // First, so that other keys precede that of elements that are queued again.
      contents.sort();
      if (settled != null) {
        contents.release(settled);
        room.admit();
        contents.sort();
      }
      return contents.available() == 0 ? null : contents.takeOfKey(limit);
    } finally {
      unlock();
    }
  }

  /** Returns the element that {@link #next} would take first now, or null. */
  public @Nullable E first() {
    lock.lock();
    try {
      contents.sort();
      return contents.available() == 0 ? null : contents.next();
    } finally {
      lock.unlock();
    }
  }

  /** Takes available elements of different keys, the oldest first, up to a number. */
  public List<E> takeEach(int limit) {
    lock.lock();
    try {
      contents.sort();
      List<E> taken = new ArrayList<>();
      while (taken.size() < limit && contents.available() > 0) {
        taken.add(contents.takeOfKey(1));
      }
      return taken;
    } finally {
      unlock();
    }
  }

  /**
   * Begins with an element that was taken together with others before it, which count as settled.
   *
   * @return false if {@link #end} has removed the element or is about to
   */
  public boolean begin(E element) {
    if (room.isClosed()) {
      // The end still has to find the element before, which its consumer may have discarded.
      return false;
    }
    contents.begin(element);
    if (room.line.size() > 0) {
      handOver();
    }
    return !room.isClosed() || contains(element);
  }

  private boolean contains(E element) {
    lock.lock();
    try {
      return contents.contains(element);
    } finally {
      lock.unlock();
    }
  }

  /** Settles elements of different keys as {@link #next} does. */
  public void settle(Collection<? extends E> elements) {
    lock.lock();
    try {
      elements.forEach(contents::release);
      room.admit();
    } finally {
      unlock();
    }
  }

  /** Returns the number of elements that {@link #next} could take now. */
  public int available() {
    if (!contents.isSorted()) {
      sort();
    }
    return contents.available();
  }

  /** Sorts by key the accepted elements. */
  public void sort() {
    lock.lock();
    try {
      contents.sort();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns whether a consumer is known to be busy with an element of the same key as an accepted
   * one, which {@link #next} therefore finds when the former is settled. May return false
   * nevertheless.
   */
  public boolean isBehindBusy(E accepted) {
    return contents.isBehindBusy(accepted);
  }

  /**
   * Refuses all further elements and those of waiting threads, and removes all queued elements.
   *
   * @param taken receives each element that a consumer is busy with, where known; under the lock,
   *     as the other one
   * @param queued receives each removed element, first those taken and not begun
   */
  public void end(Consumer<? super E> taken, Consumer<? super E> queued) {
    lock.lock();
    try {
      room.close();
      contents.endTaken(taken, queued);
      room.discardAll(queued);
    } finally {
      unlock();
    }
  }

  /** Returns whether all further elements are refused. */
  public boolean isClosed() {
    return room.isClosed();
  }

  /**
   * Numbers of elements at one time.
   *
   * @param accepted those accepted so far
   * @param queued those that no consumer has begun with
   * @param busy those that a consumer is busy with
   */
  public record Load(long accepted, long queued, long busy) {}

  /** Returns the numbers of elements. */
  public Load load() {
    lock.lock();
    try {
      long busy = contents.busy();
      long accepted = contents.accepted();
      return new Load(accepted, Math.max(0, contents.held() - busy), busy);
    } finally {
      lock.unlock();
    }
  }
}
