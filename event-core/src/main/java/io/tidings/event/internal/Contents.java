package io.tidings.event.internal;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Elements in the order of their acceptance, for one consumer. Changed under the queue's lock,
 * except by {@link #settle}.
 *
 * <p>The methods that change several fields call no other method in between, so that an exhausted
 * stack does not leave half of a change. Only {@link #reserve} allocates.
 */
final class Contents<E> implements Holding<E> {

  private final int capacity;
  private final long maxSize;
  private final QueueOwner<E> owner;

  /** The queued elements: a ring from {@link #head} on. */
  private @Nullable E[] ring;

  private int head;
  private long queuedSize;
  private long heldSize;
  private final AtomicLong settledSize = new AtomicLong();

  /** The number of accepted elements, without those discarded from the queue. */
  private volatile long admitted;

  private volatile long taken;
  private final AtomicLong settled = new AtomicLong();
  private long discarded;

  /** The number of the first element behind those that the consumer has taken. */
  private long takenThrough;

  /**
   * Creates empty contents.
   *
   * @param ring an array of length 1 or more
   */
  Contents(QueueBounds bounds, QueueOwner<E> owner, @Nullable E[] ring) {
    this.capacity = bounds.capacity();
    this.maxSize = bounds.maxSize();
    this.ring = ring;
    this.owner = owner;
  }

  @Override
  public boolean fits(long size) {
    long held = admitted - settled.get();
    return held < capacity && (held == 0 || size <= maxSize - heldSize());
  }

  @Override
  public boolean fitsWithoutQueued(long size) {
    long held = taken - settled.get();
    return held < capacity && (held == 0 || size <= maxSize - (heldSize() - queuedSize));
  }

  @Override
  public void reserve(int more) {
    int length = ring.length;
    int needed = Math.addExact(queued(), more);
    if (needed > length) {
      @Nullable E[] larger = Arrays.copyOf(ring, Math.max(needed, length * 2));
      System.arraycopy(ring, head, larger, 0, length - head);
      System.arraycopy(ring, 0, larger, length - head, head);
      ring = larger;
      head = 0;
    }
  }

  @Override
  public void add(E element, long size) {
    long before = admitted;
    int end = head + (int) (before - taken);
    ring[end < ring.length ? end : end - ring.length] = element;
    queuedSize += size;
    heldSize += size;
    admitted = before + 1;
  }

  @Override
  public @Nullable E oldest() {
    return ring[head];
  }

  @Override
  public E next() {
    return requireNonNull(ring[head]);
  }

  @Override
  public void take(long size) {
    long before = taken;
    ring[head] = null;
    head = head + 1 < ring.length ? head + 1 : 0;
    queuedSize -= size;
    takenThrough = before + 1 + discarded;
    taken = before + 1;
  }

  @Override
  public void discard(E element, long size) {
    long before = admitted;
    ring[head] = null;
    head = head + 1 < ring.length ? head + 1 : 0;
    queuedSize -= size;
    heldSize -= size;
    discarded++;
    admitted = before - 1;
  }

  @Override
  public int discardAll(Consumer<? super E> each) {
    int count = queued();
    for (int i = 0; i < count; i++) {
      E element = next();
      discard(element, owner.size(element));
      each.accept(element);
    }
    return count;
  }

  @Override
  public void settle(int count, long size) {
    settledSize.addAndGet(size);
    settled.addAndGet(count);
  }

  @Override
  public int queued() {
    long takenBefore = taken;
    return (int) (admitted - takenBefore);
  }

  @Override
  public long settled() {
    return settled.get();
  }

  @Override
  public long held() {
    long settledBefore = settled.get();
    return admitted - settledBefore;
  }

  @Override
  public long heldSize() {
    return heldSize - settledSize.get();
  }

  @Override
  public long nextNumber() {
    return admitted + discarded;
  }

  @Override
  public long firstUnsettled() {
    long unsettled = taken - settled.get();
    return unsettled == 0 ? taken + discarded : takenThrough - unsettled;
  }
}
