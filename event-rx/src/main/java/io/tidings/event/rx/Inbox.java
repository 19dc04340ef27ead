package io.tidings.event.rx;

import io.tidings.event.DomainEvent;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The events that wait for one observer, and the turn to deliver them: one thread has it at a time,
 * any that emits may get it, and none has to keep it for longer than {@value #TURN} events of
 * others. Thread-safe: everything but {@link #state} and {@link #dropped} is guarded by {@link
 * #lock}, under which nothing of a host's is called; see {@code docs/concurrency.md}.
 */
final class Inbox {

  /** After how many events of other threads a thread offers its turn to whoever emits next. */
  static final int TURN = 256;

  /** How long it waits for somebody to accept. */
  private static final long OFFER_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** Nobody delivers, and nothing waits. */
  private static final int FREE = 0;

  /** A thread delivers, and nothing has come meanwhile. */
  private static final int BUSY = 1;

  /** A thread delivers, and has to look again before it leaves. */
  private static final int LOADED = 2;

  /** Nobody delivers, though something may wait: it was not asked for, or the turn is on offer. */
  private static final int PAUSED = 3;

  /** There will be no more. */
  private static final int ENDED = 4;

  private final AtomicInteger state = new AtomicInteger(FREE);
  private final AtomicLong dropped = new AtomicLong();
  private final Object lock = new Object();

  private final Overflow overflow;
  private final int capacity;
  private final boolean unlimited;
  private final ArrayDeque<DomainEvent> waiting = new ArrayDeque<>();

  private long demand;
  private boolean ending;
  private boolean cancelled;
  private @Nullable Throwable failure;

  /** The observer has let a wait for room time out, and taken nothing since. */
  private boolean stuck;

  private @Nullable Thread deliverer;
  private int sleepers;

  /**
   * Creates an empty inbox.
   *
   * @param unlimited whether the observer takes whatever comes, or only what it asks for
   */
  Inbox(Overflow overflow, int capacity, boolean unlimited) {
    this.overflow = overflow;
    this.capacity = capacity;
    this.unlimited = unlimited;
    this.demand = unlimited ? Long.MAX_VALUE : 0;
  }

  /** Takes the turn if nobody has it and nothing waits: the short way, without the lock. */
  boolean tryEnter() {
    return unlimited && state.compareAndSet(FREE, BUSY);
  }

  /** Gives up a turn taken by {@link #tryEnter}, unless something has come meanwhile. */
  boolean tryLeave() {
    return state.compareAndSet(BUSY, FREE);
  }

  /**
   * Lets an event wait, or lets something go where there is no room; tells whether the caller now
   * has the turn.
   */
  boolean put(DomainEvent event) {
    synchronized (lock) {
      if (isFull()) {
        makeRoom();
      }
      if (!isOver()) {
        if (isFull() && !mayEnter()) {
          drop(1);
        } else {
          waiting.add(event);
        }
      }
      return claim();
    }
  }

  /**
   * Returns the next event to deliver; or null, and then the caller no longer has the turn.
   *
   * @param delivered how many events the caller has taken in this turn
   */
  @Nullable DomainEvent take(int delivered) {
    synchronized (lock) {
      if (delivered == 0) {
        deliverer = Thread.currentThread();
      } else if (delivered % TURN == 0 && handOver()) {
        return null;
      }
      if (!isDue()) {
        return leave(waiting.isEmpty() ? FREE : PAUSED);
      }
      if (cancelled || failure != null || waiting.isEmpty()) {
        return leave(ENDED);
      }
      demand -= unlimited ? 0 : 1;
      stuck = false;
      wake();
      return waiting.poll();
    }
  }

  /** Asks for more events; tells whether the caller now has the turn. */
  boolean request(long more) {
    synchronized (lock) {
      demand = demand + more < 0 ? Long.MAX_VALUE : demand + more;
      return state.get() == PAUSED && claim();
    }
  }

  /**
   * Lets nothing more in; what waits is still delivered unless there is a failure. Tells whether
   * the caller now has the turn.
   */
  boolean end(@Nullable Throwable failure) {
    synchronized (lock) {
      finish(failure);
      return claim();
    }
  }

  /** Lets everything go; tells whether the caller now has the turn. */
  boolean cancel() {
    synchronized (lock) {
      cancelled = true;
      waiting.clear();
      wake();
      return claim();
    }
  }

  /** Gives up a turn in which the virtual machine had no room to go on; the next one looks. */
  void abandon() {
    synchronized (lock) {
      state.set(PAUSED);
      deliverer = null;
    }
  }

  /** Waits until nothing waits and nobody delivers; tells whether that is so. */
  boolean awaitQuiet(long until) {
    synchronized (lock) {
      boolean patient = deliverer != Thread.currentThread();
      while (patient && !isQuiet()) {
        state.compareAndSet(BUSY, LOADED);
        patient = sleep(until - System.nanoTime());
      }
      return isQuiet();
    }
  }

  boolean hasEnded() {
    return state.get() == ENDED;
  }

  /** Returns why it has ended, or null if there is nothing wrong. */
  @Nullable Throwable failure() {
    synchronized (lock) {
      return failure;
    }
  }

  long dropped() {
    return dropped.get();
  }

  private void makeRoom() {
    switch (overflow.policy()) {
      case BLOCK -> awaitRoom();
      case DROP_NEWEST -> {}
      case DROP_OLDEST -> {
        waiting.poll();
        drop(1);
      }
      case KEEP_LATEST -> {
        drop(waiting.size());
        waiting.clear();
      }
      case ERROR -> {
        drop(waiting.size() + 1);
        finish(Failures.overflow(capacity));
      }
    }
  }

  private void awaitRoom() {
    Thread caller = Thread.currentThread();
    if (stuck || deliverer == caller) {
      return;
    }
    long until = System.nanoTime() + overflow.timeoutNanos();
    boolean patient = true;
    while (patient && isFull() && !isOver() && !mayEnter()) {
      patient = sleep(until - System.nanoTime());
    }
    stuck = !patient && !caller.isInterrupted();
  }

  /** Offers the turn; tells whether somebody has accepted it. */
  private boolean handOver() {
    if (waiting.isEmpty() || !isDue()) {
      return false;
    }
    state.set(PAUSED);
    wake();
    long until = System.nanoTime() + OFFER_NANOS;
    boolean patient = true;
    while (patient && state.get() == PAUSED) {
      patient = sleep(until - System.nanoTime());
    }
    return !state.compareAndSet(PAUSED, LOADED);
  }

  private @Nullable DomainEvent leave(int next) {
    state.set(next);
    deliverer = null;
    wake();
    return null;
  }

  /** There is something to do; tells whether the caller now has the turn to do it. */
  private boolean claim() {
    int before = state.getAndSet(LOADED);
    if (before == ENDED || (before == PAUSED && !isDue())) {
      state.set(before);
      return false;
    }
    wake();
    return before == FREE || before == PAUSED;
  }

  private void finish(@Nullable Throwable reason) {
    if (!isOver()) {
      ending = true;
      failure = reason;
      if (reason != null) {
        waiting.clear();
      }
    }
  }

  /** Tells whether whoever has the turn could do something. */
  private boolean isDue() {
    return cancelled || failure != null || (waiting.isEmpty() ? ending : demand > 0);
  }

  private boolean mayEnter() {
    return state.get() == PAUSED && isDue();
  }

  private boolean isFull() {
    return waiting.size() >= capacity;
  }

  private boolean isOver() {
    return ending || cancelled;
  }

  private boolean isQuiet() {
    return state.get() == FREE || state.get() == ENDED;
  }

  private void drop(int count) {
    dropped.lazySet(dropped.get() + count);
  }

  private void wake() {
    if (sleepers > 0) {
      lock.notifyAll();
    }
  }

  /** Waits until woken; tells whether there is any point in waiting on. */
  private boolean sleep(long nanos) {
    if (nanos <= 0) {
      return false;
    }
    sleepers++;
    try {
      TimeUnit.NANOSECONDS.timedWait(lock, nanos);
      return true;
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      sleepers--;
    }
  }
}
