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
 * Write-behind for any tap: events are handed over to a bounded queue, and one thread of this tap's
 * own, the <em>writer</em>, gives them to the delegate in the order they were handed over (ASY-01).
 * A slow delegate does not slow the emitter down until the queue is full; then the {@link
 * OverflowPolicy} decides (ASY-02).
 *
 * <pre>{@code
 * AsyncTap behind = AsyncTap.builder(tap).capacity(50_000).overflow(OverflowPolicy.BLOCK).build();
 * EventBus bus = EventBus.builder().tap(behind).build();
 * }</pre>
 *
 * <p>What is lost is counted, {@link #dropped}, and reported with one WARN for each time the queue
 * runs over, by the writer when it has caught up or is through with a queue's worth of events
 * (ASY-03): never by an emitter, whose log might be the very thing that is stuck. What the delegate
 * throws is told to the {@link io.tidings.event.spi.FailureListener} and counted, {@link #failed};
 * the writer goes on (ASY-05). While the delegate hears an event, it is the writer thread's current
 * event, as if the bus had called; while a {@link io.tidings.event.spi.BatchTap} hears several,
 * there is none. An event that the delegate emits on the same bus comes back to this tap and never
 * waits (ASY-04).
 *
 * <p>{@link #flush} and {@link #close} tell the truth: true only if the delegate has done with
 * everything accepted before, and says itself that nothing is left (ASY-06, ASY-07). What was
 * dropped before is told by {@link #dropped} alone. Closing loses nothing. The writer is a daemon
 * unless a {@link AsyncTapBuilder#threads thread factory} says otherwise, so leaving the virtual
 * machine without closing the bus may lose what is waiting.
 *
 * <p>Thread-safe.
 */
public final class AsyncTap implements EventTap {

  private static final Logger LOG = LoggerFactory.getLogger(AsyncTap.class);

  private final EventTap delegate;
  private final HandOver handOver;
  private final Writer writer;
  private final Thread thread;

  AsyncTap(EventTap delegate, HandOver handOver, Writer writer, ThreadFactory threads) {
    this.delegate = delegate;
    this.handOver = handOver;
    this.writer = writer;
    this.thread = threads.newThread(writer);
    if (thread == null) {
      throw new IllegalArgumentException("threads must give a thread, but gave null");
    }
  }

  /** Returns a new tap before {@code delegate} with every default, its writer running. */
  public static AsyncTap of(EventTap delegate) {
    return builder(delegate).build();
  }

  /** Starts a tap before {@code delegate}. */
  public static AsyncTapBuilder builder(EventTap delegate) {
    return new AsyncTapBuilder(requireNonNull(delegate, "delegate"));
  }

  void start() {
    thread.start();
  }

  /** Hands the event over, or drops one if there is no room; see {@link OverflowPolicy}. */
  @Override
  public void onEvent(DomainEvent event) {
    boolean firstTooLate =
        handOver.offer(requireNonNull(event, "event"), Thread.currentThread() != thread);
    if (firstTooLate) {
      SafeLog.warn(
          LOG, this + " is closed; it drops " + event.id() + " and what comes after", null);
    }
  }

  /** Returns whether the delegate is interested in events of this kind. */
  @Override
  public boolean isInterested(EventKind kind) {
    return delegate.isInterested(kind);
  }

  /**
   * Waits until the delegate has done with everything accepted so far, then flushes it.
   *
   * @return whether nothing of it is left; what was dropped is not asked for. False without waiting
   *     on the writer itself, whose present event is not done with; false with the interrupt flag
   *     set if the calling thread is interrupted while it waits
   * @throws Exception what the delegate's {@code flush} throws
   */
  @Override
  public boolean flush(Duration timeout) throws Exception {
    Deadline deadline = new Deadline(timeout);
    if (Thread.currentThread() == thread) {
      return false;
    }
    try {
      return handOver.awaitSettled(deadline.left().toNanos()) && delegate.flush(deadline.left());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Lets the writer finish what it has, close the delegate and end, and waits for that. What is
   * heard after the writer has ended is dropped and counted. Closing again waits again.
   *
   * @return whether nothing is left. False if the time is over: the writer goes on in the
   *     background, and closes the delegate at its end. False without waiting on the writer itself,
   *     and, with the interrupt flag set, if the calling thread is interrupted while it waits
   */
  @Override
  public boolean close(Duration timeout) {
    Deadline deadline = new Deadline(timeout);
    writer.closeWithin(deadline);
    handOver.close();
    return Thread.currentThread() != thread && writer.awaitEnd(deadline.left());
  }

  /** Returns how many events have been heard that the delegate has not done with. */
  public long pending() {
    return handOver.waitingEvents();
  }

  /** Returns how many events were dropped so far. */
  public long dropped() {
    return handOver.dropped();
  }

  /** Returns for how many events the delegate threw something. */
  public long failed() {
    return writer.failed();
  }

  /** Returns what this is, for people to read. */
  @Override
  public String toString() {
    return "AsyncTap of " + delegate.getClass().getName();
  }
}
