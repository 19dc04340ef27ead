package io.tidings.event.rx;

import io.tidings.event.DomainEvent;
import io.tidings.event.internal.Deadline;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
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
 * <p>Thread-safe; lock-free except for {@link Signal}, on which threads wait. A thread that adds
 * work {@linkplain #claim claims} the turn afterwards, and a thread that releases the turn rechecks
 * for work afterwards, so no work is left without a thread. The turn is released by plain
 * assignments, which succeed on a stack that has no room for a call. See {@code
 * docs/concurrency.md}.
 */
final class Inbox {

  /** The number of other threads' events after which a thread offers its turn. */
  static final int TURN_LIMIT = 256;

  /** The number of spins on an offered turn before the offering thread waits. */
  private static final int OFFER_SPINS = 1_000;

  private static final Duration OFFER_TIMEOUT = Duration.ofMillis(1);

  /** The number of attempts to take the turn before an event is queued. */
  private static final int ENTER_SPINS = 64;

  /** The number of checks for room before a thread waits. */
  private static final int ROOM_SPINS = 1_000;

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
  private final Queue<DomainEvent> queue = new ConcurrentLinkedQueue<>();

  /** The number of queued events, including those of the batch except its first. */
  private final AtomicInteger size = new AtomicInteger();

  private final AtomicLong demand;
  private final LongAdder dropped;
  private final Signal signal = new Signal();
  private final Overflow overflow;
  private final int capacity;
  private final boolean unbounded;

  /** Confined to the thread that has the turn. */
  private final Batch batch;

  private volatile Termination termination = Termination.NONE;

  /** True if a wait for room has timed out and the observer has taken no event since. */
  private volatile boolean stalled;

  /** The thread that drains the queue; a thread only compares it with itself. */
  @Nullable Thread drainingThread;

  /**
   * Creates an empty inbox.
   *
   * @param unbounded whether the observer takes every event, or only as many as it requests
   * @param dropped the counter of events dropped because the queue is full
   */
  Inbox(Overflow overflow, int capacity, boolean unbounded, LongAdder dropped) {
    this.dropped = dropped;
    this.overflow = overflow;
    this.capacity = capacity;
    this.unbounded = unbounded;
    this.demand = new AtomicLong(unbounded ? Long.MAX_VALUE : 0);
    this.batch = new Batch(overflow.dropsQueued() ? 1 : Math.max(1, capacity / BATCHES));
  }

  /**
   * Takes the turn if no thread has it and no event is queued. Spins briefly while another thread
   * has the turn, since that is cheaper than queueing an event. A thread's own queued events are in
   * {@link #size}, so it cannot overtake them.
   */
  boolean tryEnter() {
    for (int i = 0; i < ENTER_SPINS && unbounded && size.get() == 0 && state <= DIRECT; i++) {
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
    if (!isTerminating() && (tryReserve() || makeRoom())) {
      add(event);
    } else {
      countDropped(1);
    }
  }

  /** Adds an event to its reserved place; releases the place if there is no memory for it. */
  private void add(DomainEvent event) {
    boolean added = false;
    try {
      queue.add(event);
      added = true;
    } finally {
      if (!added) {
        size.decrementAndGet();
      }
    }
    discardIfTerminated();
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
    release(batch.started() - 1);
    batch.removeStarted();
    if (termination.immediate()) {
      countDropped(batch.size());
      batch.clear();
      return null;
    }
    int before = batch.size();
    batch.fill(queue, Math.min(demand.get(), TURN_LIMIT - delivered % TURN_LIMIT));
    return batch.size() > 0 ? taken(batch.size() - before) : null;
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
      awaitTaker();
    }
    return isDue();
  }

  private Batch taken(int count) {
    if (!unbounded) {
      demand.addAndGet(-count);
    }
    if (stalled) {
      stalled = false;
    }
    release(1);
    return batch;
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
    discardIfTerminated();
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

  /** Applies the overflow policy; returns whether a place is reserved for the caller's event. */
  private boolean makeRoom() {
    return switch (overflow.policy()) {
      case BLOCK -> awaitRoom();
      case DROP_NEWEST -> false;
      case DROP_OLDEST -> dropUntilReserved(1);
      case KEEP_LATEST -> dropUntilReserved(capacity);
      case ERROR -> fail();
    };
  }

  private boolean fail() {
    terminate(Termination.overflow(capacity));
    return false;
  }

  private boolean dropUntilReserved(int count) {
    while (!isTerminating()) {
      discard(count, true);
      if (tryReserve()) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  /** Discards queued events after an immediate termination. */
  private void discardIfTerminated() {
    Termination current = termination;
    if (current.immediate()) {
      discard(Integer.MAX_VALUE, current.countsDropped());
    }
  }

  /** Removes queued events. Each event is polled by one thread only, so it is counted once. */
  private void discard(int most, boolean countsDropped) {
    for (int i = 0; i < most && queue.poll() != null; i++) {
      release(1);
      if (countsDropped) {
        dropped.increment();
      }
    }
  }

  /** Counts events as dropped, unless the observer has ended for another reason than overflow. */
  private void countDropped(int count) {
    if (termination.countsDropped()) {
      dropped.add(count);
    }
  }

  private boolean awaitRoom() {
    Thread caller = Thread.currentThread();
    if (stalled || drainingThread == caller) {
      return false;
    }
    for (int i = 0; i < ROOM_SPINS && size.get() >= capacity && state != OFFERED; i++) {
      Thread.onSpinWait();
    }
    Deadline deadline = new Deadline(overflow.timeout());
    boolean waiting = true;
    while (waiting && !stalled && !isTerminating()) {
      if (tryReserve() || tryReserveBeyond()) {
        return true;
      }
      waiting = signal.await(deadline.remainingNanos());
    }
    if (!waiting && !caller.isInterrupted()) {
      stalled = true;
      signal.signalAll();
    }
    return false;
  }

  private boolean tryReserve() {
    int occupied = size.get();
    while (occupied < capacity) {
      if (size.compareAndSet(occupied, occupied + 1)) {
        return true;
      }
      occupied = size.get();
    }
    return false;
  }

  /** Reserves a place beyond the capacity for a thread that is about to take an offered turn. */
  private boolean tryReserveBeyond() {
    boolean offered = state == OFFERED;
    if (offered) {
      size.incrementAndGet();
    }
    return offered;
  }

  private void release(int count) {
    if (count > 0 && size.addAndGet(-count) <= capacity / 2) {
      signal.signalAll();
    }
  }

  private boolean isTerminating() {
    return termination != Termination.NONE;
  }

  private boolean isQuiet() {
    int now = state;
    return now == TERMINATED || (now == FREE && queue.isEmpty());
  }
}
