package io.tidings.event.rx;

import io.tidings.event.DomainEvent;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The events that wait for one observer, and the turn to deliver them: one thread has it at a time,
 * any that emits may get it, and none has to keep it for longer than {@value #TURN} events of
 * others. Whoever has the turn takes a handful at a time.
 *
 * <p>Thread-safe, and without a lock but for {@link Bell}, on which threads sleep. Whoever adds
 * something to do {@linkplain #claim claims} the turn afterwards; whoever gives it up looks once
 * more after that: so nothing is left behind. A turn is given up by plain assignments, so that it
 * can be on a stack that has no room for a call. See {@code docs/concurrency.md}.
 */
final class Inbox {

  /** After how many events of other threads a thread offers its turn to whoever emits next. */
  static final int TURN = 256;

  /** How long it waits for somebody to accept: first awake, then asleep. */
  private static final int OFFER_SPINS = 1_000;

  private static final long OFFER_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** How often whoever comes while another thread is inside looks before it leaves its event. */
  private static final int ENTER_SPINS = 64;

  /** How often whoever waits for room looks before it sleeps. */
  private static final int ROOM_SPINS = 1_000;

  /** A handful is this part of the capacity. */
  private static final int HANDFULS = 16;

  /** Nobody has the turn. */
  static final int FREE = 0;

  /** A thread has the turn, and nothing has come meanwhile. */
  private static final int BUSY = 1;

  /** A thread has the turn, and has to look again before it gives it up. */
  private static final int LOADED = 2;

  /** The turn is on offer, and something waits: whoever comes takes it. */
  static final int OFFERED = 3;

  /** There will be no more. */
  static final int ENDED = 4;

  private static final AtomicIntegerFieldUpdater<Inbox> STATE =
      AtomicIntegerFieldUpdater.newUpdater(Inbox.class, "state");

  volatile int state = FREE;
  private final Queue<DomainEvent> waiting = new ConcurrentLinkedQueue<>();

  /** How many events wait; those in the hand but the first are among them. */
  private final AtomicInteger size = new AtomicInteger();

  private final AtomicLong demand;
  private final AtomicLong dropped = new AtomicLong();
  private final Bell bell = new Bell();
  private final Overflow overflow;
  private final int capacity;
  private final boolean unlimited;

  /** Belongs to whoever has the turn. */
  private final Hand hand;

  private volatile boolean ending;
  private volatile boolean cancelled;
  private volatile @Nullable Throwable failure;

  /** The observer has let a wait for room time out, and taken nothing since. */
  private volatile boolean stuck;

  /** Who delivers what waits; a thread asks only whether it is the one, which it knows itself. */
  @Nullable Thread deliverer;

  /**
   * Creates an empty inbox.
   *
   * @param unlimited whether the observer takes whatever comes, or only what it asks for
   */
  Inbox(Overflow overflow, int capacity, boolean unlimited) {
    this.overflow = overflow;
    this.capacity = capacity;
    this.unlimited = unlimited;
    this.demand = new AtomicLong(unlimited ? Long.MAX_VALUE : 0);
    this.hand = new Hand(overflow.letsWaitingGo() ? 1 : Math.max(1, capacity / HANDFULS));
  }

  /**
   * Takes the turn if nobody has it and nothing waits: the short way. Who has it may be done in a
   * moment, which is less than leaving it an event takes. A thread's own events that wait are in
   * {@link #size}, so it cannot pass them.
   */
  boolean tryEnter() {
    for (int i = 0; i < ENTER_SPINS && unlimited && size.get() == 0 && state <= BUSY; i++) {
      if (state == FREE && STATE.compareAndSet(this, FREE, BUSY)) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  /** Gives up a turn taken by {@link #tryEnter}, unless something has come meanwhile. */
  boolean tryLeave() {
    return STATE.compareAndSet(this, BUSY, FREE);
  }

  /** Lets an event wait, or lets something go where there is no room. */
  void put(DomainEvent event) {
    if (isOver()) {
      return;
    }
    if (tryReserve() || makeRoom()) {
      waiting.add(event);
    } else if (!isOver()) {
      dropped.incrementAndGet();
    }
  }

  /** Takes the turn, or lets whoever has it know that there is something to do. */
  boolean claim() {
    Thread caller = Thread.currentThread();
    int before = state;
    while (before != LOADED && before != ENDED) {
      if (STATE.compareAndSet(this, before, LOADED)) {
        if (before != BUSY) {
          deliverer = caller;
        }
        return before != BUSY;
      }
      before = state;
    }
    return false;
  }

  /**
   * Takes a handful of events to deliver; null if there is none.
   *
   * @param delivered how many events the caller has delivered in this turn
   */
  @Nullable Hand take(int delivered) {
    release(hand.begun() - 1);
    hand.forgetBegun();
    if (cancelled || failure != null) {
      hand.clear();
      return null;
    }
    int before = hand.size();
    hand.fill(waiting, Math.min(demand.get(), TURN - delivered % TURN));
    return hand.size() > 0 ? taken(hand.size() - before) : null;
  }

  /** Takes another handful, unless it is time to offer the turn. */
  @Nullable Hand takeMore(int delivered) {
    return delivered % TURN == 0 ? null : take(delivered);
  }

  /** Returns what becomes of a turn in which so many events were delivered. */
  int afterwards(int delivered) {
    if (isFinished()) {
      return ENDED;
    }
    return delivered > 0 && delivered % TURN == 0 && isDue() ? OFFERED : FREE;
  }

  /** Tells whether there is more to do, if the turn was on offer after a while. */
  boolean isDueAfter(int given) {
    bell.ring();
    if (given == OFFERED) {
      awaitTaker();
    }
    return isDue();
  }

  private Hand taken(int count) {
    if (!unlimited) {
      demand.addAndGet(-count);
    }
    if (stuck) {
      stuck = false;
    }
    release(1);
    return hand;
  }

  /** Tells whether whoever has the turn could do something. */
  boolean isDue() {
    return isFinished() || (!waiting.isEmpty() && demand.get() > 0);
  }

  /** Tells whether nothing more is to be delivered. */
  boolean isFinished() {
    return cancelled || failure != null || (ending && waiting.isEmpty());
  }

  /** Asks for more events. */
  void request(long more) {
    demand.accumulateAndGet(more, (had, added) -> had + added < 0 ? Long.MAX_VALUE : had + added);
  }

  /** Lets nothing more in; what waits is still delivered unless there is a failure. */
  void end(@Nullable Throwable reason) {
    if (!isOver()) {
      failure = reason;
      ending = true;
    }
    bell.ring();
  }

  /** Lets everything go. */
  void cancel() {
    cancelled = true;
    waiting.clear();
    bell.ring();
  }

  /** Waits a little for somebody to take the turn that is on offer. */
  private void awaitTaker() {
    for (int i = 0; i < OFFER_SPINS && state == OFFERED; i++) {
      Thread.onSpinWait();
    }
    long until = System.nanoTime() + OFFER_NANOS;
    boolean patient = true;
    while (patient && state == OFFERED) {
      patient = bell.sleep(until - System.nanoTime());
    }
  }

  /** Waits until nothing waits and nobody delivers; tells whether that is so. */
  boolean awaitQuiet(long until) {
    boolean patient = deliverer != Thread.currentThread();
    while (patient && !isQuiet()) {
      patient = bell.sleep(until - System.nanoTime());
    }
    return isQuiet();
  }

  /** Returns why it has ended, or null if there is nothing wrong. */
  @Nullable Throwable failure() {
    return failure;
  }

  long dropped() {
    return dropped.get();
  }

  /** Makes room, or waits for it; tells whether there is, and then it is the caller's. */
  private boolean makeRoom() {
    return switch (overflow.policy()) {
      case BLOCK -> awaitRoom();
      case DROP_NEWEST -> false;
      case DROP_OLDEST -> dropUntilReserved(1);
      case KEEP_LATEST -> dropUntilReserved(capacity);
      case ERROR -> fail();
    };
  }

  private boolean dropUntilReserved(int count) {
    while (!isOver()) {
      for (int i = 0; i < count && waiting.poll() != null; i++) {
        dropped.incrementAndGet();
        release(1);
      }
      if (tryReserve()) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  private boolean fail() {
    dropped.addAndGet(size.get() + 1L);
    failure = Failures.overflow(capacity);
    ending = true;
    return false;
  }

  private boolean awaitRoom() {
    Thread caller = Thread.currentThread();
    if (stuck || deliverer == caller) {
      return false;
    }
    for (int i = 0; i < ROOM_SPINS && size.get() >= capacity && state != OFFERED; i++) {
      Thread.onSpinWait();
    }
    long until = System.nanoTime() + overflow.timeoutNanos();
    boolean patient = true;
    while (patient && !stuck && !isOver()) {
      if (tryReserve() || tryReserveBeyond()) {
        return true;
      }
      patient = bell.sleep(until - System.nanoTime());
    }
    if (!patient && !caller.isInterrupted()) {
      stuck = true;
      bell.ring();
    }
    return false;
  }

  private boolean tryReserve() {
    int present = size.get();
    while (present < capacity) {
      if (size.compareAndSet(present, present + 1)) {
        return true;
      }
      present = size.get();
    }
    return false;
  }

  /** Whoever is about to accept the turn may add its event first. */
  private boolean tryReserveBeyond() {
    boolean offered = state == OFFERED;
    if (offered) {
      size.incrementAndGet();
    }
    return offered;
  }

  private void release(int count) {
    if (count > 0 && size.addAndGet(-count) <= capacity / 2) {
      bell.ring();
    }
  }

  private boolean isOver() {
    return ending || cancelled;
  }

  private boolean isQuiet() {
    int now = state;
    return now == ENDED || (now == FREE && waiting.isEmpty());
  }
}
