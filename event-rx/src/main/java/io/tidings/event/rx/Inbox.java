package io.tidings.event.rx;

import io.tidings.event.DomainEvent;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.atomic.LongAdder;
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

  private static final AtomicReferenceFieldUpdater<Inbox, End> END =
      AtomicReferenceFieldUpdater.newUpdater(Inbox.class, End.class, "end");

  volatile int state = FREE;
  private final Queue<DomainEvent> waiting = new ConcurrentLinkedQueue<>();

  /** How many events wait; those in the hand but the first are among them. */
  private final AtomicInteger size = new AtomicInteger();

  private final AtomicLong demand;
  private final LongAdder dropped;
  private final Bell bell = new Bell();
  private final Overflow overflow;
  private final int capacity;
  private final boolean unlimited;

  /** Belongs to whoever has the turn. */
  private final Hand hand;

  private volatile End end = End.NOT_YET;

  /** The observer has let a wait for room time out, and taken nothing since. */
  private volatile boolean stuck;

  /** Who delivers what waits; a thread asks only whether it is the one, which it knows itself. */
  @Nullable Thread deliverer;

  /**
   * Creates an empty inbox.
   *
   * @param unlimited whether the observer takes whatever comes, or only what it asks for
   * @param dropped counts what is let go for want of room
   */
  Inbox(Overflow overflow, int capacity, boolean unlimited, LongAdder dropped) {
    this.dropped = dropped;
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
    if (!isOver() && (tryReserve() || makeRoom())) {
      add(event);
    } else {
      countLost(1);
    }
  }

  /** Adds an event for which there is room; gives that back if there is no memory for it. */
  private void add(DomainEvent event) {
    boolean added = false;
    try {
      waiting.add(event);
      added = true;
    } finally {
      if (!added) {
        size.decrementAndGet();
      }
    }
    letGoIfOver();
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
    if (end.atOnce()) {
      countLost(hand.size());
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
    return isOver() && (end.atOnce() || waiting.isEmpty());
  }

  /** Asks for more events. */
  void request(long more) {
    demand.accumulateAndGet(more, (had, added) -> had + added < 0 ? Long.MAX_VALUE : had + added);
  }

  /** Lets nothing more in. The first end counts; but one at once goes before a completion. */
  void end(End why) {
    if (!END.compareAndSet(this, End.NOT_YET, why) && why.atOnce()) {
      END.compareAndSet(this, End.COMPLETE, why);
    }
    letGoIfOver();
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

  /** Returns what the observer is to be told at the end, or null if there is nothing wrong. */
  @Nullable RuntimeException reason() {
    return end.reason();
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

  private boolean fail() {
    end(End.overflow(capacity));
    return false;
  }

  private boolean dropUntilReserved(int count) {
    while (!isOver()) {
      letGo(count, true);
      if (tryReserve()) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  /** Lets go of what has come in spite of the end, unless it is still to be delivered. */
  private void letGoIfOver() {
    End why = end;
    if (why.atOnce()) {
      letGo(Integer.MAX_VALUE, why.counted());
    }
  }

  /** Whoever takes an event out of the queue delivers it or lets it go: so each is counted once. */
  private void letGo(int most, boolean counted) {
    for (int i = 0; i < most && waiting.poll() != null; i++) {
      release(1);
      if (counted) {
        dropped.increment();
      }
    }
  }

  /** What finds no room is dropped; what comes after the end only if that is why it ended. */
  private void countLost(int count) {
    if (end.counted()) {
      dropped.add(count);
    }
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

  /** Whoever is about to accept the turn may add its event first, beyond the capacity. */
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
    return end != End.NOT_YET;
  }

  private boolean isQuiet() {
    int now = state;
    return now == ENDED || (now == FREE && waiting.isEmpty());
  }
}
