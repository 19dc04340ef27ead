package io.tidings.event.benchmarks.stress;

import io.tidings.event.internal.FairQueue;
import io.tidings.event.internal.Keyed;
import io.tidings.event.internal.KeyedQueue;
import io.tidings.event.internal.QueueBounds;
import io.tidings.event.internal.QueueOwner;
import io.tidings.event.internal.QueuePolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;

/** The keyed queue of an asynchronous subscription with two consumers, for Lincheck. */
public abstract class RealKeyedQueue implements QueueOperations {

  private final KeyedQueue<Item> queue;
  private final Deque<Item> takenByOne = new ArrayDeque<>();
  private final Deque<Item> takenByTwo = new ArrayDeque<>();

  RealKeyedQueue(QueuePolicy policy) {
    QueueBounds bounds = new QueueBounds(CAPACITY, 1_000, policy, Duration.ZERO);
    this.queue = FairQueue.keyed(bounds, new Owner());
  }

  /** An element whose key is its parity. */
  private static final class Item extends Keyed<Item> {
    private final int value;

    Item(int value) {
      super(value % 2);
      this.value = value;
    }

    @Override
    protected Item self() {
      return this;
    }
  }

  private static final class Owner implements QueueOwner<Item> {

    @Override
    public long size(Item element) {
      return 1;
    }

    @Override
    public @Nullable Item[] newArray(int length) {
      return new Item[length];
    }

    @Override
    public void dropped(Item element) {
      // What remains shows it.
    }
  }

  @Operation
  @Override
  public String offer(@Param(gen = IntGen.class, conf = "1:4") int value) {
    return queue.offer(new Item(value), false).name();
  }

  @Operation(nonParallelGroup = "one")
  @Override
  public int takeOne() {
    return next(takenByOne, null);
  }

  @Operation(nonParallelGroup = "one")
  @Override
  public int settleAndTakeOne() {
    return next(takenByOne, takenByOne.poll());
  }

  @Operation(nonParallelGroup = "two")
  @Override
  public int takeTwo() {
    return next(takenByTwo, null);
  }

  @Operation(nonParallelGroup = "two")
  @Override
  public boolean settleTwo() {
    Item settled = takenByTwo.poll();
    if (settled != null) {
      queue.settle(List.of(settled));
    }
    return settled != null;
  }

  private int next(Deque<Item> taken, @Nullable Item settled) {
    Item next = queue.next(settled);
    if (next == null) {
      return NONE;
    }
    taken.add(next);
    return next.value;
  }

  @Operation
  @Override
  public void close() {
    queue.close();
  }

  @Operation
  @Override
  public String end() {
    List<Integer> taken = new ArrayList<>();
    List<Integer> queued = new ArrayList<>();
    queue.end(item -> taken.add(item.value), item -> queued.add(item.value));
    return taken + " " + queued;
  }
}
