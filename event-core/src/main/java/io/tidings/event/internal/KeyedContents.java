package io.tidings.event.internal;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Elements with keys, for several consumers: those of one key are taken one after another, each
 * when the one before is settled. A consumer may take several of a key at a time, and states with
 * {@link #begin} which one it is busy with; those before it count as settled. A key holds memory
 * only while one of its elements is queued or taken.
 *
 * <p>Elements are accepted by an {@link Intake}, and sorted by key when they are needed.
 */
public final class KeyedContents<E extends Keyed<E>> implements Holding<E> {

  private final QueueOwner<E> owner;
  private final Intake<E> intake;
  private final Map<Object, Lane<E>> lanes = new HashMap<>();

  /** The anchor of the ring of lanes whose first element is available. */
  private final Lane<E> free = new Lane<>(null);

  /** The anchor of the ring of lanes with taken elements. */
  private final Lane<E> busy = new Lane<>(null);

  /**
   * The sorted queued elements that may be dropped, in the order of acceptance, if the policy drops
   * the oldest.
   */
  private final @Nullable Set<E> inOrder;

  /** The number of the other sorted queued elements under such a policy, and their total size. */
  private int kept;

  private long keptSize;

  private long settled;
  private int busyLanes;

  /** The counts. The queue's lock, when it is released, publishes their changes. */
  private final AtomicInteger taken = new AtomicInteger();

  private final AtomicInteger available = new AtomicInteger();

  /** True while elements are being sorted, which {@link Intake} no longer has. */
  private volatile boolean sorting;

  /** The key of the lane that was taken last, while it is taken. */
  private volatile @Nullable Object busyKey;

  /** Creates empty contents. */
  KeyedContents(QueueBounds bounds, QueueOwner<E> owner) {
    this.owner = owner;
    this.intake = new Intake<>(bounds);
    boolean dropsOldest =
        bounds.policy() == QueuePolicy.DROP_OLDEST || bounds.policy() == QueuePolicy.KEEP_LATEST;
    this.inOrder = dropsOldest ? new LinkedHashSet<>() : null;
  }

  @Override
  public boolean fits(long size) {
    return intake.hasRoom(size) || (settlePassed() && intake.hasRoom(size));
  }

  @Override
  public boolean fitsWithoutQueued(long size) {
    sort();
    settlePassed();
    return intake.hasRoomAfter((long) taken.get() + kept, busy.takenSize(owner) + keptSize, size);
  }

  @Override
  public boolean tryAdd(E element, long size) {
    return intake.tryAdd(element, size);
  }

  @Override
  public void add(E element, long size) {
    intake.add(element, size);
  }

  @Override
  public void close() {
    sort(true);
  }

  /** Sorts by key the elements that were accepted. */
  void sort() {
    if (!intake.isEmpty()) {
      sort(false);
    }
  }

  /** Adds accepted elements to those of their keys, in the order of acceptance. */
  private void sort(boolean closing) {
    sorting = true;
    Lane<E> lane = null;
    for (E element = intake.takeAll(closing); element != null; ) {
      E following = element.following();
      owner.entered(element);
      lane = laneOf(element.key(), lane);
      lane.append(element);
      enterOrder(element);
      offerIfAvailable(lane);
      element = following;
    }
    sorting = false;
  }

  private void enterOrder(E element) {
    if (inOrder != null && !(owner.mayDrop(element) && inOrder.add(element))) {
      kept++;
      keptSize += owner.size(element);
    }
  }

  private void leaveOrder(E element) {
    if (inOrder != null && !inOrder.remove(element)) {
      kept--;
      keptSize -= owner.size(element);
    }
  }

  /** Returns the lane of a key, which is probably that of the element before. */
  private Lane<E> laneOf(@Nullable Object key, @Nullable Lane<E> before) {
    if (key == null) {
      return new Lane<>(null);
    }
    try {
      return before != null && before.key == key ? before : lanes.computeIfAbsent(key, Lane::new);
    } catch (RuntimeException | LinkageError | AssertionError incomparable) {
      return new Lane<>(null);
    }
  }

  private static void add(AtomicInteger count, int more) {
    count.setRelease(count.getPlain() + more);
  }

  /** Adds a lane to the ring of available ones, if it is in no ring and has a queued element. */
  private void offerIfAvailable(Lane<E> lane) {
    if (!lane.isLinked() && lane.first() != null) {
      lane.join(free);
      add(available, 1);
    }
  }

  @Override
  public @Nullable E oldest() {
    sort();
    Iterator<E> order = requireNonNull(inOrder).iterator();
    return order.hasNext() ? order.next() : null;
  }

  @Override
  public @Nullable E superseded(E element) {
    sort();
    Object key = element.key();
    Lane<E> lane = key == null ? null : lanes.get(key);
    E old = lane == null ? null : lane.first();
    while (old != null && !owner.mayDrop(old)) {
      old = old.following();
    }
    return old;
  }

  @Override
  public void discard(E element, long size) {
    Lane<E> lane = requireNonNull(element.lane());
    lane.remove(element);
    leaveOrder(element);
    element.moveTo(null);
    intake.release(1, size);
    if (lane.first() == null && lane.taken() == null) {
      lane.leave();
      add(available, -1);
      forget(lane);
    }
  }

  private void forget(Lane<E> lane) {
    try {
      if (lane.key != null) {
        lanes.remove(lane.key);
      }
    } catch (RuntimeException | LinkageError | AssertionError incomparable) {
      // The key has changed; its lane stays and is used again.
    }
  }

  @Override
  public int discardAll(Consumer<? super E> each) {
    sort();
    List<E> discarded = free.allQueued();
    discarded.addAll(busy.allQueued());
    discarded.sort(Comparator.comparingLong(Keyed::number));
    for (E element : discarded) {
      discard(element, owner.size(element));
      each.accept(element);
    }
    return discarded.size();
  }

  @Override
  public E next() {
    return requireNonNull(free.after().first());
  }

  @Override
  public void take(long size) {
    takeOfKey(1);
  }

  /** Takes up to a number of elements of one key; returns the first, which the others follow. */
  E takeOfKey(int limit) {
    E first = next();
    Lane<E> lane = free.after();
    leaveOrder(first);
    add(taken, lane.take(inOrder == null ? limit : 1));
    lane.leave();
    lane.join(busy);
    add(available, -1);
    busyLanes++;
    busyKey = lane.key;
    return first;
  }

  /** Returns whether an element is known to wait for a taken one with the same key. Thread-safe. */
  boolean isBehindBusy(E element) {
    Object key = element.key();
    try {
      return key != null && key.equals(busyKey);
    } catch (RuntimeException | LinkageError | AssertionError incomparable) {
      return false;
    }
  }

  /** States that the consumer is busy with a taken element. Called without the lock. */
  void begin(E element) {
    Lane<E> lane = element.lane();
    if (lane != null) {
      lane.begin(element);
    }
  }

  /** Returns whether an element is queued or taken. */
  boolean contains(E element) {
    return element.lane() != null;
  }

  /** Settles the elements that consumers have passed; returns whether there were any. */
  private boolean settlePassed() {
    long before = settled;
    for (Lane<E> lane = busy.after(); lane != busy; lane = lane.after()) {
      E current = lane.busy();
      if (current != null) {
        settleUpTo(lane, current);
      }
    }
    return settled != before;
  }

  /** Settles the taken elements of a lane before another one, or all. */
  private void settleUpTo(Lane<E> lane, @Nullable E end) {
    E element = lane.taken();
    int count = 0;
    long size = 0;
    while (element != null && element != end) {
      size += owner.size(element);
      element = element.following();
      count++;
    }
    lane.settleUpTo(element);
    settled += count;
    add(taken, -count);
    intake.release(count, size);
  }

  /** Passes on the elements that consumers are busy with; discards the others that are taken. */
  void endTaken(Consumer<? super E> begun, Consumer<? super E> discarded) {
    settlePassed();
    for (Lane<E> lane = busy.after(); lane != busy; lane = lane.after()) {
      E element = requireNonNull(lane.taken());
      E following = element.following();
      element.followedBy(null);
      begun.accept(element);
      discardChain(following, discarded);
    }
  }

  private void discardChain(@Nullable E first, Consumer<? super E> each) {
    for (E element = first; element != null; ) {
      E following = element.following();
      element.moveTo(null);
      add(taken, -1);
      intake.release(1, owner.size(element));
      each.accept(element);
      element = following;
    }
  }

  /**
   * Releases the room of a taken element and of those before it, and what their key holds back.
   * Those taken together with it that follow are queued again.
   */
  void release(E element) {
    Lane<E> lane = requireNonNull(element.lane());
    settleUpTo(lane, element.following());
    add(taken, -lane.returnTaken());
    lane.leave();
    busyLanes--;
    busyKey = null;
    offerIfAvailable(lane);
    if (lane.first() == null) {
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

  /** Returns whether no accepted element waits for the end of {@link #sort}. Thread-safe. */
  boolean isSorted() {
    return intake.isEmpty() && !sorting;
  }

  @Override
  public long settled() {
    settlePassed();
    return settled;
  }

  @Override
  public long held() {
    return intake.held();
  }

  @Override
  public long heldSize() {
    settlePassed();
    return intake.heldSize();
  }

  /** Returns the number of all accepted elements. */
  long accepted() {
    return intake.accepted();
  }

  /** Returns the number of elements that a consumer is busy with. */
  int busy() {
    settlePassed();
    return busyLanes;
  }

  /** Returns the number of keys that hold memory. */
  int keys() {
    return lanes.size();
  }
}
