package io.tidings.event.internal;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
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

    /** The number of elements accepted so far, with this one, and their total size. */
    private long number;

    private long sizeThrough;

    /** The elements of the key; null before this is sorted and once it is discarded. */
    private @Nullable Lane<E> lane;

    /** The queued element before this one; until this is sorted, the one accepted before. */
    private @Nullable Keyed<E> previous;

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

    /** Returns this. */
    protected abstract E self();

    /** Returns the place of this in the order of acceptance. */
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

  /** Stands for all elements that are sorted. Refuses further ones at the end. */
  private static final class Mark<E extends Keyed<E>> extends Keyed<E> {

    private final boolean closed;

    Mark(@Nullable Keyed<E> latest, boolean closed) {
      super(null);
      this.closed = closed;
      if (latest != null) {
        links(this).number = latest.number;
        links(this).sizeThrough = latest.sizeThrough;
      }
    }

    @Override
    protected E self() {
      throw new AssertionError("a mark is not an element");
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

  /** The latest accepted element, or a mark; those not yet sorted follow, down to a mark. */
  private final AtomicReference<Keyed<E>> latest = new AtomicReference<>(new Mark<>(null, false));

  private @Nullable E oldest;
  private @Nullable Keyed<E> newest;

  /** The total size of taken elements that are not settled. */
  private long takenSize;

  /** The numbers of elements settled, and settled or discarded, and the total size of the latter. */
  private long settled;

  private final AtomicLong released = new AtomicLong();
  private final AtomicLong releasedSize = new AtomicLong();

  /** The counts. The queue's lock, when it is released, publishes their changes. */
  private final AtomicInteger taken = new AtomicInteger();

  private final AtomicInteger available = new AtomicInteger();
  private int busyLanes;

  /** The key of the lane that was taken last, while it is taken. */
  private volatile @Nullable Object busyKey;

  /** Creates empty contents. */
  KeyedContents(QueueBounds bounds, QueueOwner<E> owner) {
    this.capacity = bounds.capacity();
    this.maxSize = bounds.maxSize();
    this.owner = owner;
  }

  private static <E extends Keyed<E>> Keyed<E> links(Keyed<E> element) {
    return element;
  }

  @Override
  public boolean fits(long size) {
    return hasRoom(latest.get(), size) || (settlePassed() && hasRoom(latest.get(), size));
  }

  /** Returns whether an element fits after another one. Callable without the lock. */
  private boolean hasRoom(Keyed<E> last, long size) {
    long held = last.number - released.get();
    return held == 0
        || (held < capacity && size <= maxSize - (last.sizeThrough - releasedSize.get()));
  }

  @Override
  public boolean fitsWithoutQueued(long size) {
    settlePassed();
    int held = taken.get();
    return held < capacity && (held == 0 || size <= maxSize - takenSize);
  }

  @Override
  public void reserve(int more) {
    // An element holds its own places.
  }

  @Override
  public boolean tryAdd(E element, long size) {
    Keyed<E> last = latest.get();
    while (!isClosed(last) && hasRoom(last, size)) {
      if (push(element, size, last)) {
        return true;
      }
      last = latest.get();
    }
    return false;
  }

  @Override
  public boolean tryAddWithoutLock(E element, long size) {
    return tryAdd(element, size);
  }

  @Override
  public void add(E element, long size) {
    while (!push(element, size, latest.get())) {
      // Another thread has added an element.
    }
  }

  private boolean push(E element, long size, Keyed<E> last) {
    Keyed<E> added = links(element);
    added.previous = last;
    added.number = last.number + 1;
    added.sizeThrough = last.sizeThrough + size;
    return latest.compareAndSet(last, added);
  }

  private static boolean isClosed(Keyed<?> last) {
    return last instanceof Mark<?> mark && mark.closed;
  }

  @Override
  public void close() {
    sort(true);
  }

  @Override
  public void sort() {
    if (!(latest.get() instanceof Mark)) {
      sort(false);
    }
  }

  /** Adds the accepted elements to those of their keys, in the order of acceptance. */
  private void sort(boolean closed) {
    Keyed<E> last = latest.get();
    while (!latest.compareAndSet(last, new Mark<>(last, closed))) {
      last = latest.get();
    }
    E next = null;
    for (Keyed<E> element = last; !(element instanceof Mark); element = previous(element)) {
      element.next = next;
      next = element.self();
    }
    while (next != null) {
      append(next);
      next = links(next).next;
    }
  }

  private static <E extends Keyed<E>> Keyed<E> previous(Keyed<E> element) {
    return requireNonNull(element.previous);
  }

  private void append(E element) {
    Object key = links(element).key;
    Lane<E> lane = key == null ? new Lane<>() : lanes.computeIfAbsent(key, any -> new Lane<>());
    links(element).lane = lane;
    links(element).previous = newest;
    if (newest == null) {
      oldest = element;
    } else {
      newest.next = element;
    }
    newest = element;
    appendToLane(element, lane);
    offerIfAvailable(lane);
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
    sort();
    return requireNonNull(oldest);
  }

  @Override
  public @Nullable E superseded(E element) {
    sort();
    Object key = links(element).key;
    Lane<E> lane = key == null ? null : lanes.get(key);
    return lane == null ? null : lane.first;
  }

  @Override
  public void discard(E element, long size) {
    Lane<E> lane = remove(element);
    links(element).lane = null;
    links(element).nextOfKey = null;
    release(1, size);
    if (lane.first == null && lane.taken == null) {
      lane.leave();
      add(available, -1);
      forget(element);
    }
  }

  /** Removes a queued element, which is the first one of its key, but for its link to the next. */
  private Lane<E> remove(E element) {
    Keyed<E> removed = links(element);
    if (removed.previous == null) {
      oldest = removed.next;
    } else {
      removed.previous.next = removed.next;
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
    int count = 0;
    do {
      last = requireNonNull(lane.first);
      remove(last);
      takenSize += owner.size(last);
      count++;
    } while (count < limit && lane.first != null);
    links(last).nextOfKey = null;
    lane.taken = first;
    lane.current = first;
    lane.leave();
    lane.join(busy);
    add(available, -1);
    add(taken, count);
    busyLanes++;
    busyKey = links(first).key;
    return first;
  }

  @Override
  public boolean isBehindBusy(E element) {
    Object key = links(element).key;
    return key != null && key.equals(busyKey);
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
    long before = settled;
    for (Lane<E> lane = busy.after; lane != busy; lane = lane.after) {
      E current = lane.current;
      if (current != null && links(current).lane == lane) {
        settleUpTo(lane, current);
      }
    }
    return settled != before;
  }

  /** Settles the taken elements of a lane before another one, or all. */
  private void settleUpTo(Lane<E> lane, @Nullable E end) {
    E element = lane.taken;
    int count = 0;
    long size = 0;
    while (element != null && element != end) {
      size += owner.size(element);
      element = links(element).nextOfKey;
      count++;
    }
    lane.taken = element;
    settled += count;
    untake(count, size);
  }

  private void untake(int count, long size) {
    takenSize -= size;
    add(taken, -count);
    release(count, size);
  }

  /** Releases room: the size before the count, so that a reader sees too little room or the true. */
  private void release(int count, long size) {
    releasedSize.setRelease(releasedSize.getPlain() + size);
    released.setRelease(released.getPlain() + count);
  }

  @Override
  public void endTaken(Consumer<? super E> begun, Consumer<? super E> discarded) {
    settlePassed();
    for (Lane<E> lane = busy.after; lane != busy; lane = lane.after) {
      E element = requireNonNull(lane.taken);
      begun.accept(element);
      discardFollowing(links(element), discarded);
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
      untake(1, owner.size(discarded));
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
    busyLanes--;
    busyKey = null;
    offerIfAvailable(lane);
    if (lane.first == null) {
      forget(element);
    }
  }

  @Override
  public int queued() {
    return (int) Math.max(0, held() - taken.get());
  }

  @Override
  public int available() {
    return available.get();
  }

  @Override
  public boolean isSorted() {
    return latest.get() instanceof Mark;
  }

  @Override
  public long settled() {
    settlePassed();
    return settled;
  }

  @Override
  public long held() {
    long before = released.get();
    return latest.get().number - before;
  }

  @Override
  public long heldSize() {
    settlePassed();
    return latest.get().sizeThrough - releasedSize.get();
  }

  @Override
  public long accepted() {
    return latest.get().number;
  }

  @Override
  public int busy() {
    settlePassed();
    return busyLanes;
  }

  /** Returns the number of keys that hold memory. */
  int keys() {
    return lanes.size();
  }
}
