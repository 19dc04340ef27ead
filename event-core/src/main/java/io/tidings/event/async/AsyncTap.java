package io.tidings.event.async;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.internal.Deadline;
import io.tidings.event.internal.SafeLog;
import io.tidings.event.spi.EventTap;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Write-behind for a tap: a queue, bounded by number and total size of its events, and one worker
 * thread that passes the events to the delegate in the order of acceptance. A slow delegate does
 * not slow emitters down until the queue is full; then the {@link OverflowPolicy} applies.
 *
 * <pre>{@code
 * AsyncTap behind = AsyncTap.builder(tap).capacity(50_000).overflow(OverflowPolicy.BLOCK).build();
 * EventBus bus = EventBus.builder().tap(behind).build();
 * }</pre>
 *
 * <p>Dropped events are counted by {@link #dropped} and reported by the worker with one WARN for
 * each overflow, never on an emitter's thread. What the delegate throws is reported to the {@link
 * io.tidings.event.spi.FailureListener} and counted by {@link #failed}; the event counts as
 * processed, and the worker continues. While the delegate processes an event, it is the current
 * event of the worker thread; while a {@link io.tidings.event.spi.BatchTap} processes a batch,
 * there is none. An event that the delegate emits on the same bus never waits: it is queued if
 * there is room, else the policy drops an event at once (under {@link OverflowPolicy#BLOCK}, the
 * new one).
 *
 * <p>{@link #flush} and {@link #close} return true only if the delegate has processed all events
 * accepted before and returns true itself; dropped events are not considered. The worker is a
 * daemon thread unless a {@link AsyncTapBuilder#threads thread factory} makes another: a virtual
 * machine that exits without closing the bus may lose queued events.
 *
 * <p>Thread-safe.
 *
 * @contract ASY-01, ASY-02, ASY-03, ASY-04, ASY-05, ASY-06, ASY-07, ASY-08, ASY-09, ASY-10
 */
public final class AsyncTap implements EventTap {

  private static final Logger LOG = LoggerFactory.getLogger(AsyncTap.class);

  private final EventTap delegate;
  private final EventQueue queue;
  private final DrainWorker worker;
  private final Thread thread;

  AsyncTap(EventTap delegate, EventQueue queue, DrainWorker worker, ThreadFactory threads) {
    this.delegate = delegate;
    this.queue = queue;
    this.worker = worker;
    this.thread = threads.newThread(worker);
    if (thread == null) {
      throw new IllegalArgumentException("threads must give a thread, but gave null");
    }
  }

  /**
   * Returns a new tap for {@code delegate} with all defaults and a running worker.
   *
   * @throws NullPointerException if {@code delegate} is null
   */
  public static AsyncTap of(EventTap delegate) {
    return builder(delegate).build();
  }

  /**
   * Returns a builder of a tap for {@code delegate}.
   *
   * @throws NullPointerException if {@code delegate} is null
   */
  public static AsyncTapBuilder builder(EventTap delegate) {
    return new AsyncTapBuilder(requireNonNull(delegate, "delegate"));
  }

  void start() {
    thread.start();
  }

  /**
   * Queues an event, or drops one by the {@link OverflowPolicy} if the queue is full. Under {@link
   * OverflowPolicy#BLOCK} with a full queue, waits for room on the calling thread, up to the block
   * timeout; if the thread is interrupted, drops the event and keeps the interrupt flag. After the
   * worker has ended, drops and counts the event; the first such event is logged at WARN.
   *
   * @throws NullPointerException if {@code event} is null
   */
  @Override
  public void onEvent(DomainEvent event) {
    boolean firstAfterEnd =
        queue.offer(requireNonNull(event, "event"), Thread.currentThread() != thread);
    if (firstAfterEnd) {
      SafeLog.warn(
          LOG,
          this + " is closed; dropping " + event.id() + " and all later events (logged once)",
          null);
    }
  }

  /** Returns whether the delegate is interested in events of this kind. */
  @Override
  public boolean isInterested(EventKind kind) {
    return delegate.isInterested(kind);
  }

  /**
   * Waits until the delegate has processed all events accepted so far, then flushes the delegate.
   *
   * @return whether all of them have been processed; dropped events are not considered. False
   *     without waiting on the worker thread. False with the interrupt flag set if the calling
   *     thread is interrupted
   * @throws NullPointerException if {@code timeout} is null
   * @throws Exception what the delegate's {@code flush} throws
   */
  @Override
  public boolean flush(Duration timeout) throws Exception {
    Deadline deadline = new Deadline(timeout);
    if (Thread.currentThread() == thread) {
      return false;
    }
    try {
      return queue.awaitSettled(deadline.left().toNanos()) && delegate.flush(deadline.left());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Waits until the worker has passed all queued events to the delegate, closed it and ended.
   * Events received before the worker has ended are still accepted; later ones are dropped and
   * counted. A second call waits again.
   *
   * @return whether all events have been processed. False after the timeout: the worker continues
   *     in the background and then closes the delegate. False without waiting on the worker thread.
   *     False with the interrupt flag set if the calling thread is interrupted
   * @throws NullPointerException if {@code timeout} is null
   */
  @Override
  public boolean close(Duration timeout) {
    Deadline deadline = new Deadline(timeout);
    worker.closeWithin(deadline);
    queue.close();
    return Thread.currentThread() != thread && worker.awaitEnd(deadline.left());
  }

  /**
   * Returns the number of accepted events that the delegate has not processed. An event for which
   * the delegate threw counts as processed; see {@link #failed}.
   */
  public long pending() {
    return queue.pending();
  }

  /** Returns the number of events dropped so far. */
  public long dropped() {
    return queue.dropped();
  }

  /** Returns the number of events for which the delegate threw. */
  public long failed() {
    return worker.failed();
  }

  /** Returns a text for a log. */
  @Override
  public String toString() {
    return "AsyncTap of " + delegate.getClass().getName();
  }
}
