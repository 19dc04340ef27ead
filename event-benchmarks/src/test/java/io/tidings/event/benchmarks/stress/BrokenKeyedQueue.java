package io.tidings.event.benchmarks.stress;

import io.tidings.event.internal.QueuePolicy;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** The negative control: the model under a lock, except that an offer looks for room before. */
public final class BrokenKeyedQueue extends KeyedQueueModel {

  public BrokenKeyedQueue() {
    super(QueuePolicy.DROP_NEWEST);
  }

  @Operation
  @Override
  public String offer(@Param(gen = IntGen.class, conf = "1:4") int value) {
    boolean hasRoom;
    synchronized (this) {
      hasRoom = !isFull();
    }
    synchronized (this) {
      return hasRoom ? add(value) : super.offer(value);
    }
  }

  @Operation(nonParallelGroup = "one")
  @Override
  public synchronized int takeOne() {
    return super.takeOne();
  }

  @Operation(nonParallelGroup = "one")
  @Override
  public synchronized int settleAndTakeOne() {
    return super.settleAndTakeOne();
  }
}
