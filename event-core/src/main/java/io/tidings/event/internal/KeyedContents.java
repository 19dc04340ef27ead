package io.tidings.event.internal;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
   * An element, with its place in the order of acceptance, then among those of its key.
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

    /** The element accepted before this one, until this is sorted. */
    private @Nullable Keyed<E> previous;

    /** The next element of the key, once this is sorted. */
    private @Nullable E next;

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
      return next;
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

    private final @Nullable Object key;

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

    Lane(@Nullable Object key) {
      this.key = key;
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
  }

  private final int capacity;
  private final long maxSize;
  private final QueueOwner<E> owner;
  private final Map<Object, Lane<E>> lanes = new HashMap<>();

  /** The anchor of the ring of lanes whose first element is available. */
  private final Lane<E> ring = new Lane<>(null);

  /** The anchor of the ring of lanes with taken elements. */
  private final Lane<E> busy = new Lane<>(null);

  /** The latest accepted element, or a mark; those not yet sorted follow, down to a mark. */
  private final AtomicReference<Keyed<E>> latest = new AtomicReference<>(new Mark<>(null, false));

  /** The sorted queued elements in the order of acceptance, if the policy drops the oldest. */
  private final @Nullable Set<E> inOrder;

  /**
   * The numbers of elements settled, and settled or discarded, and the total size of the latter.
   */
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
    this.inOrder =
        bounds.policy() == QueuePolicy.DROP_OLDEST || bounds.policy() == QueuePolicy.KEEP_LATEST
            ? new LinkedHashSet<>()
            : null;
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
    return held < capacity && (held == 0 || size <= maxSize - takenSize());
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
    E following = null;
    for (Keyed<E> element = last; !(element instanceof Mark); ) {
      Keyed<E> previous = requireNonNull(element.previous);
      element.previous = null;
      element.next = following;
      following = element.self();
      element = previous;
    }
    Lane<E> lane = null;
    while (following != null) {
      E element = following;
      following = links(element).next;
      owner.entered(element);
      lane = laneOf(links(element).key, lane);
      append(element, lane);
    }
  }

  /** Returns the lane of a key, which is probably that of the element before. */
  private Lane<E> laneOf(@Nullable Object key, @Nullable Lane<E> before) {
    if (key == null) {
      return new Lane<>(null);
    }
    return before != null && before.key == key ? before : lanes.computeIfAbsent(key, Lane::new);
  }

  private void append(E element, Lane<E> lane) {
    links(element).lane = lane;
    links(element).next = null;
    if (lane.last == null) {
      lane.first = element;
    } else {
      links(lane.last).next = element;
    }
    lane.last = element;
    if (inOrder != null) {
      inOrder.add(element);
    }
    offerIfAvailable(lane);
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
    return requireNonNull(inOrder).iterator().next();
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
    Lane<E> lane = requireNonNull(links(element).lane);
    remove(lane, element);
    links(element).lane = null;
    links(element).next = null;
    release(1, size);
    if (lane.first == null && lane.taken == null) {
      lane.leave();
      add(available, -1);
      forget(lane);
    }
  }

  @Override
  public int discardAll(Consumer<? super E> each) {
    sort();
    List<E> discarded = new ArrayList<>();
    addQueued(ring, discarded);
    addQueued(busy, discarded);
    discarded.sort(Comparator.comparingLong(Keyed::number));
    for (E element : discarded) {
      discard(element, owner.size(element));
      each.accept(element);
    }
    return discarded.size();
  }

  private static <E extends Keyed<E>> void addQueued(Lane<E> anchor, List<E> queued) {
    for (Lane<E> lane = anchor.after; lane != anchor; lane = lane.after) {
      for (E element = lane.first; element != null; element = links(element).next) {
        queued.add(element);
      }
    }
  }

  /** Removes the first queued element of a lane, but for its link to the next. */
  private void remove(Lane<E> lane, E first) {
    lane.first = links(first).next;
    lane.last = lane.first == null ? null : lane.last;
    if (inOrder != null) {
      inOrder.remove(first);
    }
  }

  private void forget(Lane<E> lane) {
    if (lane.key != null) {
      lanes.remove(lane.key);
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
    remove(lane, last);
    int count = 1;
    while (count < limit && lane.first != null) {
      last = lane.first;
      remove(lane, last);
      count++;
    }
    links(last).next = null;
    lane.taken = first;
    lane.current = first;
    lane.leave();
    lane.join(busy);
    add(available, -1);
    add(taken, count);
    busyLanes++;
    busyKey = lane.key;
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
      element = links(element).next;
      count++;
    }
    lane.taken = element;
    settled += count;
    untake(count, size);
  }

  /** Returns the taken elements of a lane to its queued ones. */
  private void returnTaken(Lane<E> lane) {
    E first = lane.taken;
    if (first == null) {
      return;
    }
    E last = first;
    int count = 1;
    for (E next = links(last).next; next != null; next = links(last).next) {
      last = next;
      count++;
    }
    links(last).next = lane.first;
    lane.last = lane.last == null ? last : lane.last;
    lane.first = first;
    lane.taken = null;
    add(taken, -count);
  }

  private void untake(int count, long size) {
    add(taken, -count);
    release(count, size);
  }

  /** Returns the total size of the taken elements that are not settled. */
  private long takenSize() {
    long size = 0;
    for (Lane<E> lane = busy.after; lane != busy; lane = lane.after) {
      for (E element = lane.taken; element != null; element = links(element).next) {
        size += owner.size(element);
      }
    }
    return size;
  }

  /**
   * Releases room: the size before the count, so that a reader sees too little room or the true.
   */
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
    E next = element.next;
    element.next = null;
    while (next != null) {
      E discarded = next;
      next = links(discarded).next;
      links(discarded).lane = null;
      links(discarded).next = null;
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
    settleUpTo(lane, links(element).next);
    returnTaken(lane);
    lane.current = null;
    lane.leave();
    busyLanes--;
    busyKey = null;
    offerIfAvailable(lane);
    if (lane.first == null) {
      forget(lane);
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
