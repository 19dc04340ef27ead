package io.tidings.event.store.internal.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The events in memory during one term of a consumer: those of one key are taken one after another,
 * each when the one before is delivered. A failure keeps its key occupied until the failure is
 * stored. Thread-safe.
 *
 * @contract DLV-02, DLV-12
 */
final class Window {

  /** The number of events from which on no further page is read. */
  static final int CAPACITY = 10_000;

  /** The total size in characters from which on no further page is read. */
  static final long MAX_CHARACTERS = 16L << 20;

  private final LongSupplier nanoTime;
  private final Runnable wake;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Lane> lanes = new HashMap<>();
  private final Deque<Item> ready = new ArrayDeque<>();

  /** The events read from the trail, in order, from the first one that is not done. */
  private final Deque<Item> order = new ArrayDeque<>();

  private List<Outcome> outcomes = new ArrayList<>();
  private final Set<Item> running = Collections.newSetFromMap(new IdentityHashMap<>());
  private int unsettled;
  private long characters;
  private long delivered;
  private long validUntil;
  private long readUpTo;
  private boolean ended;

  /** The events of one key. */
  private static final class Lane {
    private final Deque<Item> waiting = new ArrayDeque<>();
  }

  /**
   * Creates a window.
   *
   * @param wake called without a lock when an outcome has to be stored or there is room again
   */
  Window(long position, LongSupplier nanoTime, Runnable wake) {
    this.readUpTo = position;
    this.nanoTime = nanoTime;
    this.wake = wake;
  }

  private <T extends @Nullable Object> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private void run(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  /** Permits attempts to begin until a time. */
  void valid(long untilNanos) {
    run(() -> validUntil = untilNanos);
  }

  /** Adds the events of a page, and the position up to which there are no others. */
  void add(List<Item> items, long upTo) {
    run(
        () -> {
          for (Item item : items) {
            order.add(item);
            unsettled++;
            characters += item.size;
            offer(item);
          }
          readUpTo = upTo;
        });
  }

  private void offer(Item item) {
    if (item.key == null) {
      ready.add(item);
      return;
    }
    Lane lane = lanes.get(item.key);
    if (lane == null) {
      lanes.put(item.key, new Lane());
      ready.add(item);
    } else {
      lane.waiting.add(item);
    }
  }

  /** Occupies the key of a stored event that waits for an attempt; returns false if it is taken. */
  boolean reserve(Item item) {
    return locked(() -> item.key == null || lanes.putIfAbsent(item.key, new Lane()) == null);
  }

  /** Adds a stored event whose key is reserved for it, followed by others of its key. */
  void begin(Item first, List<Item> followers) {
    run(
        () -> {
          ready.add(first);
          Lane lane = first.key == null ? null : lanes.get(first.key);
          if (lane != null) {
            lane.waiting.addAll(followers);
          }
        });
  }

  /** Takes an event for an attempt; returns null if there is none now. */
  @Nullable Item take() {
    return locked(
        () -> {
          if (ended || !isValid()) {
            return null;
          }
          Item item = ready.poll();
          if (item != null) {
            item.attempts++;
            running.add(item);
          }
          return item;
        });
  }

  /** Frees the key of an event whose attempt has begun and has not ended. */
  void begun(Item item) {
    run(
        () -> {
          if (running.contains(item)) {
            item.isReleased = true;
            release(item.key);
          }
        });
  }

  /** Notes the end of an attempt. */
  void settle(Item item, @Nullable Throwable failure) {
    boolean isNews =
        locked(
            () -> {
              running.remove(item);
              if (failure != null) {
                item.failure = failure;
                outcomes.add(new Outcome(item, failure));
                return true;
              }
              delivered++;
              release(item);
              if (item.isStored) {
                outcomes.add(new Outcome(item, null));
                return true;
              }
              return finished(item);
            });
    if (isNews) {
      wake.run();
    }
  }

  private boolean finished(Item item) {
    item.isDone = true;
    item.entry = null;
    unsettled--;
    characters -= item.size;
    return unsettled == 0 || unsettled == CAPACITY / 2;
  }

  private void release(Item item) {
    if (!item.isReleased) {
      release(item.key);
    }
  }

  private void release(@Nullable String key) {
    Lane lane = key == null ? null : lanes.get(key);
    if (lane == null) {
      return;
    }
    Item next = lane.waiting.poll();
    if (next == null) {
      lanes.remove(key);
    } else {
      ready.add(next);
    }
  }

  /** Returns and forgets the outcomes to be stored. */
  List<Outcome> drain() {
    return locked(
        () -> {
          List<Outcome> drained = outcomes;
          outcomes = new ArrayList<>();
          return drained;
        });
  }

  /** Returns and forgets the events that wait behind one of their key, which stays occupied. */
  List<Item> behind(Item item) {
    return locked(
        () -> {
          Lane lane = item.key == null || item.isReleased ? null : lanes.get(item.key);
          if (lane == null) {
            return List.of();
          }
          List<Item> behind = List.copyOf(lane.waiting);
          lane.waiting.clear();
          return behind;
        });
  }

  /** Notes that events read from the trail are stored as rows. */
  void stored(List<Item> items) {
    run(() -> items.forEach(this::finished));
  }

  /** Frees the key of an event. */
  void free(Item item) {
    run(() -> release(item));
  }

  /** Returns the position up to which everything is done or stored as rows. */
  long position() {
    return locked(
        () -> {
          while (!order.isEmpty() && order.getFirst().isDone) {
            order.removeFirst();
          }
          return order.isEmpty() ? readUpTo : order.getFirst().seq - 1;
        });
  }

  long readUpTo() {
    return locked(() -> readUpTo);
  }

  boolean hasRoom() {
    return locked(
        () -> order.size() < 2 * CAPACITY && unsettled < CAPACITY && characters < MAX_CHARACTERS);
  }

  /** Returns the number of events read from the trail that are neither delivered nor stored. */
  int unsettled() {
    return locked(() -> unsettled);
  }

  int ready() {
    return locked(ready::size);
  }

  /** Returns whether {@link #take} would return an event. */
  boolean isAvailable() {
    return locked(() -> !ended && isValid() && !ready.isEmpty());
  }

  private boolean isValid() {
    return nanoTime.getAsLong() - validUntil < 0;
  }

  int running() {
    return locked(running::size);
  }

  long delivered() {
    return locked(() -> delivered);
  }

  /**
   * Returns the ids of the events whose handler calls have not ended, in the order of the trail.
   */
  List<String> runningIds() {
    return locked(
        () ->
            running.stream()
                .sorted(Comparator.comparingLong(item -> item.seq))
                .map(item -> item.eventId)
                .toList());
  }

  /** Returns the number of keys that occupy memory. */
  int keys() {
    return locked(lanes::size);
  }

  /** Ends the term for attempts that have not begun. */
  void end() {
    run(() -> ended = true);
  }
}
