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
 * when the one before is settled. A consumer may take several of a key at a time, and states with
 * {@link #begin} which one it is busy with; those before it count as settled. A key holds memory
 * only while one of its elements is queued or taken.
 */
public final class KeyedContents<E extends KeyedContents.Keyed<E>> implements Holding<E> {

  /**
   * An element, with its places among all queued elements and among those of its key.
   *
   * @param <E> the type of the elements
   */
  public abstract static class Keyed<E extends Keyed<E>> {

    private final @Nullable Object key;
    private long number;

    /** The elements of the key; null before this is accepted and once it is discarded. */
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

    /** Returns the number of elements that were accepted before this one. */
    public final long number() {
      return number;
    }

    /** Returns the element of the same key that a consumer is busy with, or null. */
    public final @Nullable E busy() {
      Lane<E> lane = this.lane;
      return lane == null ? null : lane.current;
    }

    /** Returns the element that its consumer has taken together with this one and that follows. */
    public final @Nullable E following() {
      return nextOfKey;
    }
  }

  /** The elements of one key. */
  private static final class Lane<E extends Keyed<E>> {

    /** The queued elements. */
    private @Nullable E first;

    private @Nullable E last;

    /** The first element that is taken and not settled, or null; the others follow it. */
    private @Nullable E taken;

    /** The taken element that the consumer is busy with. Written by the consumer. */
    private volatile @Nullable E current;

    /** The neighbours in the ring of available lanes, or in that of taken ones; this if in none. */
    private Lane<E> before = this;

    private Lane<E> after = this;

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
  }

  private final int capacity;
  private final long maxSize;
  private final QueueOwner<E> owner;
  private final Map<Object, Lane<E>> lanes = new HashMap<>();

  /** The anchor of the ring of lanes whose first element is available. */
  private final Lane<E> ring = new Lane<>();

  /** The anchor of the ring of lanes with taken elements. */
  private final Lane<E> busy = new Lane<>();

  private @Nullable E oldest;
  private @Nullable E newest;
  private long accepted;
  private long heldSize;
  private long queuedSize;

  /** The counts. The queue's lock, when it is released, publishes their changes. */
  private final AtomicInteger queued = new AtomicInteger();

  private final AtomicInteger available = new AtomicInteger();
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger busyLanes = new AtomicInteger();
  private final AtomicLong settled = new AtomicLong();

  /** Creates empty contents. */
  KeyedContents(QueueBounds bounds, QueueOwner<E> owner) {
    this.capacity = bounds.capacity();
    this.maxSize = bounds.maxSize();
    this.owner = owner;
  }

  private static <E extends Keyed<E>> Keyed<E> links(E element) {
    return element;
  }

  @Override
  public boolean fits(long size) {
    return hasRoom(size) || (settlePassed() && hasRoom(size));
  }

  private boolean hasRoom(long size) {
    long held = held();
    return held < capacity && (held == 0 || size <= maxSize - heldSize);
  }

  @Override
  public boolean fitsWithoutQueued(long size) {
    settlePassed();
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
    links(element).number = accepted++;
    appendToAll(element);
    appendToLane(element, lane);
    heldSize += size;
    queuedSize += size;
    add(queued, 1);
    offerIfAvailable(lane);
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

  /** Adds a lane to the ring of available ones, if it is in no ring and has a queued element. */
  private void offerIfAvailable(Lane<E> lane) {
    if (lane.after == lane && lane.first != null) {
      lane.join(ring);
      add(available, 1);
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
    links(element).lane = null;
    links(element).nextOfKey = null;
    heldSize -= size;
    if (lane.first == null && lane.taken == null) {
      lane.leave();
      add(available, -1);
      forget(element);
    }
  }

  /** Removes a queued element, which is the first one of its key, but for its link to the next. */
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
    queuedSize -= size;
    add(queued, -1);
    return lane;
  }

  private void forget(E element) {
    Object key = links(element).key;
    if (key != null) {
      lanes.remove(key);
    }
  }

  @Override
  public E next() {
    return requireNonNull(ring.after.first);
  }

  @Override
  public void take(long size) {
    takeOfKey(1);
  }

  @Override
  public E takeOfKey(int limit) {
    Lane<E> lane = ring.after;
    E first = next();
    E last = first;
    remove(first, owner.size(first));
    int count = 1;
    for (; count < limit && lane.first != null; count++) {
      last = lane.first;
      remove(last, owner.size(last));
    }
    links(last).nextOfKey = null;
    lane.taken = first;
    lane.current = first;
    lane.leave();
    lane.join(busy);
    add(available, -1);
    add(taken, count);
    add(busyLanes, 1);
    return first;
  }

  @Override
  public void begin(E element) {
    Lane<E> lane = links(element).lane;
    if (lane != null) {
      lane.current = element;
    }
  }

  @Override
  public boolean contains(E element) {
    return links(element).lane != null;
  }

  /** Settles the elements that consumers have passed; returns whether there were any. */
  private boolean settlePassed() {
    long before = settled.getPlain();
    for (Lane<E> lane = busy.after; lane != busy; lane = lane.after) {
      settleUpTo(lane, lane.current);
    }
    return settled.getPlain() != before;
  }

  /** Settles the taken elements of a lane before another one, or all. */
  private void settleUpTo(Lane<E> lane, @Nullable E end) {
    E element = lane.taken;
    int count = 0;
    while (element != null && element != end) {
      heldSize -= owner.size(element);
      element = links(element).nextOfKey;
      count++;
    }
    lane.taken = element;
    add(taken, -count);
    settled.setRelease(settled.getPlain() + count);
  }

  @Override
  public void forEachTaken(Consumer<? super E> action) {
    settlePassed();
    for (Lane<E> lane = busy.after; lane != busy; lane = lane.after) {
      if (lane.taken != null) {
        action.accept(lane.taken);
      }
    }
  }

  @Override
  public void discardFollowing(Consumer<? super E> each) {
    settlePassed();
    for (Lane<E> lane = busy.after; lane != busy; lane = lane.after) {
      if (lane.taken != null) {
        discardFollowing(links(lane.taken), each);
      }
    }
  }

  private void discardFollowing(Keyed<E> element, Consumer<? super E> each) {
    E next = element.nextOfKey;
    element.nextOfKey = null;
    while (next != null) {
      E discarded = next;
      next = links(discarded).nextOfKey;
      links(discarded).lane = null;
      links(discarded).nextOfKey = null;
      heldSize -= owner.size(discarded);
      add(taken, -1);
      each.accept(discarded);
    }
  }

  @Override
  public void settle(int count, long size) {
    throw new UnsupportedOperationException("an element of a keyed queue is settled by itself");
  }

  @Override
  public void release(E element) {
    Lane<E> lane = requireNonNull(links(element).lane);
    settleUpTo(lane, null);
    lane.current = null;
    lane.leave();
    add(busyLanes, -1);
    offerIfAvailable(lane);
    if (lane.first == null) {
      forget(element);
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
    settlePassed();
    return settled.get();
  }

  @Override
  public long held() {
    return (long) queued.get() + taken.get();
  }

  @Override
  public long heldSize() {
    settlePassed();
    return heldSize;
  }

  @Override
  public int busy() {
    settlePassed();
    return busyLanes.get();
  }

  /** Returns the number of keys that hold memory. */
  int keys() {
    return lanes.size();
  }
}
