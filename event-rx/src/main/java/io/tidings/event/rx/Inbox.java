package io.tidings.event.rx;

import io.tidings.event.DomainEvent;
import io.tidings.event.internal.ContentSize;
import io.tidings.event.internal.Deadline;
import io.tidings.event.internal.FairQueue;
import io.tidings.event.internal.QueueBounds;
import io.tidings.event.internal.QueueOwner;
import io.tidings.event.internal.QueuePolicy;
import io.tidings.event.internal.StackReserve;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Bounded event queue of one observer, and the turn: the exclusive right to call the observer. Any
 * emitting thread may take the turn, and releases it after delivering at most {@value #TURN_LIMIT}
 * events of other threads. Events are taken from the queue in batches.
 *
 * <p>Thread-safe; a thread that delivers its own event without the queue takes no lock. A thread
 * that adds work {@linkplain #claim claims} the turn afterwards, and a thread that releases the
 * turn rechecks for work afterwards, so no work is left without a thread. The turn is released by
 * plain assignments, which succeed on a stack that has no room for a call. See {@code
 * docs/concurrency.md}.
 */
final class Inbox implements QueueOwner<DomainEvent> {

  /** The number of other threads' events after which a thread offers its turn. */
  static final int TURN_LIMIT = 256;

  /** The number of spins on an offered turn before the offering thread waits. */
  private static final int OFFER_SPINS = 1_000;

  private static final Duration OFFER_TIMEOUT = Duration.ofMillis(1);

  /** The number of attempts to take the turn before an event is queued. */
  private static final int ENTER_SPINS = 64;

  /** The capacity divided by the size of a batch. */
  private static final int BATCHES = 16;

  /** No thread has the turn. */
  static final int FREE = 0;

  /** A thread has the turn and delivers its own event; no work was added meanwhile. */
  private static final int DIRECT = 1;

  /** A thread has the turn and rechecks for work before it releases it. */
  private static final int DRAINING = 2;

  /** The turn is offered while events are queued: the next thread takes it. */
  static final int OFFERED = 3;

  /** The observer receives nothing more. */
  static final int TERMINATED = 4;

  private static final AtomicIntegerFieldUpdater<Inbox> STATE =
      AtomicIntegerFieldUpdater.newUpdater(Inbox.class, "state");

  private static final AtomicReferenceFieldUpdater<Inbox, Termination> TERMINATION =
      AtomicReferenceFieldUpdater.newUpdater(Inbox.class, Termination.class, "termination");

  volatile int state = FREE;

  /** An event occupies room until its delivery begins. */
  private final FairQueue<DomainEvent> queue;

  private final AtomicLong demand;
  private final LongAdder dropped;
  private final Signal signal = new Signal();
  private final QueueBounds bounds;
  private final boolean unbounded;

  /** Confined to the thread that has the turn. */
  private final Batch batch;

  private volatile Termination termination = Termination.NONE;

  /** The thread that drains the queue; a thread only compares it with itself. */
  @Nullable Thread drainingThread;

  /**
   * Creates an empty inbox.
   *
   * @param unbounded whether the observer takes every event, or only as many as it requests
   * @param dropped the counter of events dropped because the queue is full
   */
  Inbox(QueueBounds bounds, boolean unbounded, LongAdder dropped) {
    this.dropped = dropped;
    this.bounds = bounds;
    this.unbounded = unbounded;
    this.demand = new AtomicLong(unbounded ? Long.MAX_VALUE : 0);
    this.queue = new FairQueue<>(bounds, this);
    this.batch = new Batch(queue, batchSize(bounds));
  }

  /** Returns 1 if queued events may be dropped: those of a batch cannot. */
  private static int batchSize(QueueBounds bounds) {
    return switch (bounds.policy()) {
      case BLOCK, DROP_NEWEST -> Math.max(1, bounds.capacity() / BATCHES);
      case DROP_OLDEST, KEEP_LATEST, KEEP_LATEST_PER_KEY, FAIL -> 1;
    };
  }

  /**
   * Takes the turn if no thread has it and no event is queued. Spins briefly while another thread
   * has the turn, since that is cheaper than queueing an event. A thread's own queued events occupy
   * room, so it cannot overtake them.
   */
  boolean tryEnter() {
    for (int i = 0; i < ENTER_SPINS && unbounded && queue.held() == 0 && state <= DIRECT; i++) {
      if (state == FREE && STATE.compareAndSet(this, FREE, DIRECT)) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  /** Releases a turn taken by {@link #tryEnter}, unless work was added meanwhile. */
  boolean tryLeave() {
    return STATE.compareAndSet(this, DIRECT, FREE);
  }

  /** Queues an event; if the queue is full, applies the overflow policy. */
  void put(DomainEvent event) {
    StackReserve.require();
    FairQueue.Outcome outcome = queue.offer(event, drainingThread != Thread.currentThread());
    if (outcome == FairQueue.Outcome.FULL && bounds.policy() == QueuePolicy.FAIL) {
      terminate(Termination.overflow(bounds));
      countDropped(1);
    } else if (outcome == FairQueue.Outcome.CLOSED) {
      countDropped(1);
    }
  }

  /** Takes the turn, or makes the thread that has it recheck for work. */
  boolean claim() {
    Thread caller = Thread.currentThread();
    int before = state;
    while (before != DRAINING && before != TERMINATED) {
      if (STATE.compareAndSet(this, before, DRAINING)) {
        if (before != DIRECT) {
          drainingThread = caller;
        }
        return before != DIRECT;
      }
      before = state;
    }
    return false;
  }

  /**
   * Takes a batch of events to deliver; null if none is due.
   *
   * @param delivered the number of events the caller has delivered in this turn
   */
  @Nullable Batch take(int delivered) {
    StackReserve.require();
    batch.removeStarted();
    if (termination.immediate()) {
      countDropped(batch.size());
      batch.clear();
      return null;
    }
    int before = batch.size();
    batch.fill(Math.min(demand.get(), TURN_LIMIT - delivered % TURN_LIMIT));
    if (!unbounded) {
      demand.addAndGet(before - batch.size());
    }
    return batch.size() > 0 ? batch : null;
  }

  /** Takes another batch, or null when the turn has to be offered. */
  @Nullable Batch takeMore(int delivered) {
    return delivered % TURN_LIMIT == 0 ? null : take(delivered);
  }

  /** Returns the state to release a turn with, after a number of delivered events. */
  int stateAfter(int delivered) {
    if (isFinished()) {
      return TERMINATED;
    }
    return delivered > 0 && delivered % TURN_LIMIT == 0 && isDue() ? OFFERED : FREE;
  }

  /** Returns whether work is due; waits first for another thread to take an offered turn. */
  boolean isDueAfter(int released) {
    signal.signalAll();
    if (released == OFFERED) {
      queue.handOver();
      awaitTaker();
    }
    return isDue();
  }

  /** Returns whether a thread with the turn would have work. */
  boolean isDue() {
    return isFinished() || (!queue.isEmpty() && demand.get() > 0);
  }

  /** Returns whether no further event is to be delivered. */
  boolean isFinished() {
    return isTerminating() && (termination.immediate() || queue.isEmpty());
  }

  /** Adds to the number of requested events. */
  void request(long more) {
    demand.accumulateAndGet(more, (had, added) -> had + added < 0 ? Long.MAX_VALUE : had + added);
  }

  /**
   * Rejects further events. The first termination is final, except that an immediate one replaces a
   * completion.
   */
  void terminate(Termination requested) {
    if (!TERMINATION.compareAndSet(this, Termination.NONE, requested) && requested.immediate()) {
      TERMINATION.compareAndSet(this, Termination.COMPLETE, requested);
    }
    queue.close();
    if (termination.immediate()) {
      countDropped(queue.discard());
    }
    signal.signalAll();
  }

  /** Waits briefly for another thread to take the offered turn. */
  private void awaitTaker() {
    for (int i = 0; i < OFFER_SPINS && state == OFFERED; i++) {
      Thread.onSpinWait();
    }
    Deadline deadline = new Deadline(OFFER_TIMEOUT);
    boolean waiting = true;
    while (waiting && state == OFFERED) {
      waiting = signal.await(deadline.remainingNanos());
    }
  }

  /** Waits until no event is queued or being delivered; returns whether that was reached. */
  boolean awaitQuiet(Deadline deadline) {
    boolean waiting = drainingThread != Thread.currentThread();
    while (waiting && !isQuiet()) {
      waiting = signal.await(deadline.remainingNanos());
    }
    return isQuiet();
  }

  /** Returns the error to signal to the observer at its termination; null completes it. */
  @Nullable RuntimeException error() {
    return termination.error();
  }

  /** Counts events as dropped, unless the observer has ended for another reason than overflow. */
  private void countDropped(int count) {
    if (termination.countsDropped()) {
      dropped.add(count);
    }
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
    dropped.increment();
  }

  /** Returns whether the turn is offered: the thread whose event is accepted takes it. */
  @Override
  public boolean mayExceed() {
    return state == OFFERED;
  }

  private boolean isTerminating() {
    return termination != Termination.NONE;
  }

  private boolean isQuiet() {
    int now = state;
    return now == TERMINATED || (now == FREE && queue.isEmpty());
  }
}
