package io.tidings.event.benchmarks.stress;

import io.tidings.event.internal.FairQueue.Outcome;
import io.tidings.event.internal.QueuePolicy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Sequential specification of {@link KeyedQueue}, in plain lists. */
public abstract class KeyedQueueModel implements QueueOperations {

  private final QueuePolicy policy;
  private final Deque<Integer> queued = new ArrayDeque<>();
  private final Deque<Integer> taken = new ArrayDeque<>();
  private final Set<Integer> busyKeys = new LinkedHashSet<>();
  private final Deque<Integer> availableKeys = new ArrayDeque<>();
  private final Deque<Integer> takenByOne = new ArrayDeque<>();
  private final Deque<Integer> takenByTwo = new ArrayDeque<>();
  private boolean closed;

  KeyedQueueModel(QueuePolicy policy) {
    this.policy = policy;
  }

  private static Integer keyOf(Integer value) {
    return value % 2;
  }

  boolean isFull() {
    return queued.size() + taken.size() >= CAPACITY;
  }

  private boolean hasQueued(Integer key) {
    return queued.stream().anyMatch(value -> keyOf(value).equals(key));
  }

  @Override
  public String offer(int value) {
    if (closed) {
      return Outcome.CLOSED.name();
    }
    if (isFull() && policy == QueuePolicy.DROP_OLDEST && taken.size() < CAPACITY) {
      discard(queued.getFirst());
    }
    if (isFull() && policy == QueuePolicy.KEEP_LATEST_PER_KEY) {
      List.copyOf(queued).stream()
          .filter(old -> keyOf(old).equals(keyOf(value)))
          .forEach(this::discard);
    }
    return isFull() ? Outcome.FULL.name() : add(value);
  }

  final String add(Integer value) {
    queued.add(value);
    offerKey(keyOf(value));
    return Outcome.ACCEPTED.name();
  }

  private void offerKey(Integer key) {
    if (hasQueued(key) && !busyKeys.contains(key) && !availableKeys.contains(key)) {
      availableKeys.add(key);
    }
  }

  private void discard(Integer value) {
    queued.removeFirstOccurrence(value);
    if (!hasQueued(keyOf(value))) {
      availableKeys.remove(keyOf(value));
    }
  }

  @Override
  public int takeOne() {
    return take(takenByOne);
  }

  @Override
  public int settleAndTakeOne() {
    settle(takenByOne);
    return take(takenByOne);
  }

  @Override
  public int takeTwo() {
    return take(takenByTwo);
  }

  @Override
  public boolean settleTwo() {
    return settle(takenByTwo);
  }

  private int take(Deque<Integer> by) {
    Integer key = availableKeys.poll();
    if (key == null) {
      return NONE;
    }
    Integer value =
        queued.stream().filter(each -> keyOf(each).equals(key)).findFirst().orElseThrow();
    queued.removeFirstOccurrence(value);
    busyKeys.add(key);
    taken.addFirst(value);
    by.add(value);
    return value;
  }

  private boolean settle(Deque<Integer> by) {
    Integer value = by.poll();
    if (value == null) {
      return false;
    }
    taken.removeFirstOccurrence(value);
    busyKeys.remove(keyOf(value));
    offerKey(keyOf(value));
    return true;
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public String end() {
    closed = true;
    String left = taken + " " + queued;
    List.copyOf(queued).forEach(this::discard);
    return left;
  }
}
