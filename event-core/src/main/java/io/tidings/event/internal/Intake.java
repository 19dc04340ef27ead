package io.tidings.event.internal;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Acceptance of elements within bounds, without a lock. Accepted elements form a stack, whose
 * latest one carries the number and the total size of all: one compare-and-set checks the room and
 * takes it. Thread-safe where noted; the other methods are guarded by the queue's lock.
 */
final class Intake<E extends Keyed<E>> {

  /** Bottom of the stack, in place of the elements taken from it. */
  private static final class Mark<E extends Keyed<E>> extends Keyed<E> {

    private final boolean closed;

    Mark(boolean closed) {
      super(null);
      this.closed = closed;
    }

    @Override
    protected E self() {
      throw new AssertionError("a mark is not an element");
    }
  }

  private final int capacity;
  private final long maxSize;

  /** The latest accepted element, or a mark. */
  private final AtomicReference<Keyed<E>> latest = new AtomicReference<>(new Mark<>(false));

  /** The number of elements whose room is released, and their total size. */
  private final AtomicLong released = new AtomicLong();

  private final AtomicLong releasedSize = new AtomicLong();

  /** Creates an empty intake. */
  Intake(QueueBounds bounds) {
    this.capacity = bounds.capacity();
    this.maxSize = bounds.maxSize();
  }

  private Keyed<E> latest() {
    return requireNonNull(latest.get());
  }

  /** Accepts an element if this is open and has room. Thread-safe. */
  boolean tryAdd(E element, long size) {
    Keyed<E> last = latest();
    while (!isClosed(last) && hasRoom(last, size)) {
      if (push(element, size, last)) {
        return true;
      }
      last = latest();
    }
    return false;
  }

  /** Accepts an element, also beyond the bounds; this must be open. */
  void add(E element, long size) {
    while (!push(element, size, latest())) {
      // Another thread has added an element.
    }
  }

  private boolean push(E element, long size, Keyed<E> last) {
    element.placeAfter(last, 1, size);
    return latest.compareAndSet(last, element);
  }

  private static boolean isClosed(Keyed<?> last) {
    return last instanceof Mark<?> mark && mark.closed;
  }

  /** Returns whether an element of a size fits. Thread-safe. */
  boolean hasRoom(long size) {
    return hasRoom(latest(), size);
  }

  private boolean hasRoom(Keyed<E> last, long size) {
    long held = last.number() - released.get();
    return hasRoomAfter(held, last.sizeThrough() - releasedSize.get(), size);
  }

  /** Returns whether an element of a size fits after others. */
  boolean hasRoomAfter(long held, long heldSize, long size) {
    return held == 0 || (held < capacity && size <= maxSize - heldSize);
  }

  /** Returns whether all accepted elements are taken from the stack. Thread-safe. */
  boolean isEmpty() {
    return latest() instanceof Mark;
  }

  /**
   * Takes all elements from the stack, and closes this if asked to.
   *
   * @return the oldest one, which the others follow as {@link Keyed#following}, or null
   */
  @Nullable E takeAll(boolean closing) {
    Keyed<E> last = latest();
    while (!latest.compareAndSet(last, markAfter(last, closing))) {
      last = latest();
    }
    E oldest = null;
    while (!(last instanceof Mark)) {
      Keyed<E> previous = last.turn(oldest);
      oldest = last.self();
      last = requireNonNull(previous);
    }
    return oldest;
  }

  private static <E extends Keyed<E>> Keyed<E> markAfter(Keyed<E> last, boolean closing) {
    Mark<E> mark = new Mark<>(closing || isClosed(last));
    mark.placeAfter(last, 0, 0);
    mark.turn(null);
    return mark;
  }

  /** Releases room: the size before the count, so no reader sees more room than there is. */
  void release(int count, long size) {
    releasedSize.setRelease(releasedSize.getPlain() + size);
    released.setRelease(released.getPlain() + count);
  }

  /** Returns the number of all accepted elements. Thread-safe. */
  long accepted() {
    return latest().number();
  }

  /** Returns the number of elements that occupy room. Thread-safe. */
  long held() {
    long before = released.get();
    return latest().number() - before;
  }

  /** Returns the total size of these elements. */
  long heldSize() {
    return latest().sizeThrough() - releasedSize.get();
  }
}
