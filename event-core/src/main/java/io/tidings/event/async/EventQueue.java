package io.tidings.event.async;

import io.tidings.event.DomainEvent;
import io.tidings.event.async.internal.DropReport;
import io.tidings.event.internal.ContentSize;
import io.tidings.event.internal.FairQueue;
import io.tidings.event.internal.QueueBounds;
import io.tidings.event.internal.QueueOwner;
import io.tidings.event.internal.QueuePolicy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Queue from emitters to the worker of an {@link AsyncTap}, with the events dropped from it. An
 * event occupies room until the delegate has processed it. Thread-safe.
 */
final class EventQueue {

  private static final int MAX_BATCH = 512;

  /** The queue's view of events and drops. */
  private static class Owner implements QueueOwner<DomainEvent> {

    private final DropReport drops;

    Owner(DropReport drops) {
      this.drops = drops;
    }

    @Override
    public long size(DomainEvent event) {
      return ContentSize.of(event.details());
    }

    @Override
    public @Nullable DomainEvent[] newArray(int length) {
      return new DomainEvent[length];
    }

    @Override
    public void dropped(DomainEvent event) {
      drops.count();
    }

    @Override
    public boolean hasReport() {
      return drops.isPending();
    }
  }

  private final DropReport drops;
  private final FairQueue<DomainEvent> queue;
  private final int batchSize;

  EventQueue(QueueBounds bounds) {
    this.drops = new DropReport(Math.max(bounds.capacity(), MAX_BATCH));
    this.queue = new FairQueue<>(bounds, new Owner(drops));
    this.batchSize =
        bounds.policy() == QueuePolicy.DROP_OLDEST ? 1 : Math.min(MAX_BATCH, bounds.capacity());
  }

  /** Returns an array for {@link #take}; of size one if the oldest events may be dropped. */
  @Nullable DomainEvent[] newBatch() {
    return new DomainEvent[batchSize];
  }

  /** Accepts or drops an event; returns whether it is the first dropped after the end. */
  boolean offer(DomainEvent event, boolean mayWait) {
    return queue.offer(event, mayWait) == FairQueue.Outcome.CLOSED && drops.countAfterEnd();
  }

  /**
   * Waits for work and takes events: none if there are only dropped events to log, -1 after the
   * last event. Called by the worker only.
   */
  int take(@Nullable DomainEvent[] batch) {
    return queue.take(batch);
  }

  /** Removes processed events from a batch and releases their room. Called by the worker only. */
  void settle(@Nullable DomainEvent[] batch, int from, int to) {
    long size = 0;
    for (int i = from; i < to; i++) {
      DomainEvent event = batch[i];
      size += event == null ? 0 : ContentSize.of(event.details());
    }
    Arrays.fill(batch, from, to, null);
    queue.settle(to - from, size);
  }

  /**
   * Returns the number of dropped events to log now. Called by the worker only.
   *
   * @param settled the number of events settled since the last call
   */
  long droppedToReport(int settled) {
    return drops.due(settled, queue.held() == 0);
  }

  /** Waits until all events accepted so far are settled; returns whether they are. */
  boolean awaitSettled(long nanos) throws InterruptedException {
    return queue.awaitSettled(nanos);
  }

  /** Requests the end of the worker once the queue is empty. */
  void close() {
    queue.finish();
  }

  /** Refuses further events: there is no worker any more. */
  void end() {
    queue.close();
  }

  /** Returns the number of accepted events that are not settled. */
  long pending() {
    return queue.held();
  }

  long dropped() {
    return drops.dropped();
  }
}
