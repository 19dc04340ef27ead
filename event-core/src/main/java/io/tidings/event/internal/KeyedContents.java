package io.tidings.event.internal;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Elements with keys, for several consumers: those of one key are taken one after another, each
 * when the one before is settled. A key holds memory only while one of its elements is queued or
 * taken.
 */
public final class KeyedContents<E extends KeyedContents.Keyed<E>> implements Holding<E> {

  /**
   * An element, with its places among all queued elements and among those of its key.
   *
   * @param <E> the type of the elements
   */
  public abstract static class Keyed<E extends Keyed<E>> {

    private final @Nullable Object key;
    private @Nullable Lane<E> lane;
    private @Nullable E previous;
    private @Nullable E next;
    private @Nullable E nextOfKey;

    /**
     * Creates an element.
     *
     * @param key the key; null for an element without an order
     */
    protected Keyed(@Nullable Object key) {
      this.key = key;
    }

    /** Returns the key, or null. */
    protected final @Nullable Object key() {
      return key;
    }
  }

  /** The elements of one key. */
  private static final class Lane<E extends Keyed<E>> {
    private @Nullable E first;
    private @Nullable E last;

    /** True while an element is taken. */
    private boolean busy;

    /** The neighbours in the ring of lanes whose first element is available; this if in none. */
    private Lane<E> before = this;

    private Lane<E> after = this;
  }

  private final int capacity;
  private final long maxSize;
  private final Map<Object, Lane<E>> lanes = new HashMap<>();

  /** The anchor of the ring of lanes whose first element is available. */
  private final Lane<E> ring = new Lane<>();

  private @Nullable E oldest;
  private @Nullable E newest;

  /** The latest element taken and not settled; the others follow it. */
  private @Nullable E latestTaken;

  private long heldSize;
  private long queuedSize;

  /** The counts. The queue's lock, when it is released, publishes their changes. */
  private final AtomicInteger queued = new AtomicInteger();

  private final AtomicInteger available = new AtomicInteger();
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicLong settled = new AtomicLong();

  /** Creates empty contents. */
  KeyedContents(QueueBounds bounds) {
    this.capacity = bounds.capacity();
    this.maxSize = bounds.maxSize();
  }

  private static <E extends Keyed<E>> Keyed<E> links(E element) {
    return element;
  }

  @Override
  public boolean fits(long size) {
    long held = held();
    return held < capacity && (held == 0 || size <= maxSize - heldSize);
  }

  @Override
  public boolean fitsWithoutQueued(long size) {
    int held = taken.get();
    return held < capacity && (held == 0 || size <= maxSize - (heldSize - queuedSize));
  }

  @Override
  public void reserve(int more) {
    // An element holds its own places.
  }

  @Override
  public void add(E element, long size) {
    Object key = links(element).key;
    Lane<E> lane = key == null ? new Lane<>() : lanes.computeIfAbsent(key, any -> new Lane<>());
    links(element).lane = lane;
    appendToAll(element);
    appendToLane(element, lane);
    heldSize += size;
    queuedSize += size;
    add(queued, 1);
    if (!lane.busy && lane.after == lane) {
      offer(lane);
    }
  }

  private void appendToAll(E element) {
    links(element).previous = newest;
    if (newest == null) {
      oldest = element;
    } else {
      links(newest).next = element;
    }
    newest = element;
  }

  private static <E extends Keyed<E>> void appendToLane(E element, Lane<E> lane) {
    if (lane.last == null) {
      lane.first = element;
    } else {
      links(lane.last).nextOfKey = element;
    }
    lane.last = element;
  }

  private static void add(AtomicInteger count, int more) {
    count.setRelease(count.getPlain() + more);
  }

  /** Adds a lane to the ring. */
  private void offer(Lane<E> lane) {
    lane.before = ring.before;
    lane.after = ring;
    ring.before.after = lane;
    ring.before = lane;
    add(available, 1);
  }

  /** Removes a lane from the ring, if it is there. */
  private void withdraw(Lane<E> lane) {
    if (lane.after != lane) {
      lane.before.after = lane.after;
      lane.after.before = lane.before;
      lane.before = lane;
      lane.after = lane;
      add(available, -1);
    }
  }

  @Override
  public E oldest() {
    return requireNonNull(oldest);
  }

  @Override
  public @Nullable E superseded(E element) {
    Object key = links(element).key;
    Lane<E> lane = key == null ? null : lanes.get(key);
    return lane == null ? null : lane.first;
  }

  @Override
  public void discard(E element, long size) {
    Lane<E> lane = remove(element, size);
    heldSize -= size;
    if (lane.first == null) {
      withdraw(lane);
      forgetIfIdle(element, lane);
    }
  }

  /** Removes a queued element, which is the first one of its key. */
  private Lane<E> remove(E element, long size) {
    Keyed<E> removed = links(element);
    if (removed.previous == null) {
      oldest = removed.next;
    } else {
      links(removed.previous).next = removed.next;
    }
    if (removed.next == null) {
      newest = removed.previous;
    } else {
      links(removed.next).previous = removed.previous;
    }
    Lane<E> lane = requireNonNull(removed.lane);
    lane.first = removed.nextOfKey;
    lane.last = lane.first == null ? null : lane.last;
    removed.previous = null;
    removed.next = null;
    removed.nextOfKey = null;
    queuedSize -= size;
    add(queued, -1);
    return lane;
  }

  private void forgetIfIdle(E element, Lane<E> lane) {
    Object key = links(element).key;
    if (key != null && !lane.busy && lane.first == null) {
      lanes.remove(key);
    }
  }

  @Override
  public E next() {
    return requireNonNull(ring.after.first);
  }

  @Override
  public void take(long size) {
    Lane<E> lane = ring.after;
    E element = next();
    withdraw(lane);
    lane.busy = true;
    remove(element, size);
    links(element).next = latestTaken;
    if (latestTaken != null) {
      links(latestTaken).previous = element;
    }
    latestTaken = element;
    add(taken, 1);
  }

  @Override
  public void forEachTaken(Consumer<? super E> action) {
    for (E element = latestTaken; element != null; element = links(element).next) {
      action.accept(element);
    }
  }

  @Override
  public void settle(int count, long size) {
    throw new UnsupportedOperationException("an element of a keyed queue is settled by itself");
  }

  @Override
  public void release(E element, long size) {
    Keyed<E> released = links(element);
    Lane<E> lane = requireNonNull(released.lane);
    if (released.previous == null) {
      latestTaken = released.next;
    } else {
      links(released.previous).next = released.next;
    }
    if (released.next != null) {
      links(released.next).previous = released.previous;
    }
    released.previous = null;
    released.next = null;
    heldSize -= size;
    add(taken, -1);
    settled.setRelease(settled.getPlain() + 1);
    lane.busy = false;
    if (lane.first == null) {
      forgetIfIdle(element, lane);
    } else {
      offer(lane);
    }
  }

  @Override
  public int queued() {
    return queued.get();
  }

  @Override
  public int available() {
    return available.get();
  }

  @Override
  public long settled() {
    return settled.get();
  }

  @Override
  public long held() {
    return (long) queued.get() + taken.get();
  }

  @Override
  public long heldSize() {
    return heldSize;
  }

  /** Returns the number of keys that hold memory. */
  int keys() {
    return lanes.size();
  }
}
