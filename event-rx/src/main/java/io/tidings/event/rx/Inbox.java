package io.tidings.event.rx;

import io.tidings.event.DomainEvent;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The events that wait for one observer, and the turn to deliver them: one thread has it at a time,
 * any that emits may get it, and none has to keep it for longer than {@value #TURN} events of
 * others. Whoever has the turn takes a handful at a time.
 *
 * <p>Thread-safe, and without a lock but for {@link Bell}, on which threads sleep. Whoever adds
 * something to do {@linkplain #claim claims} the turn afterwards; whoever gives it up looks once
 * more after that: so nothing is left behind. See {@code docs/concurrency.md}.
 */
final class Inbox {

  /** After how many events of other threads a thread offers its turn to whoever emits next. */
  static final int TURN = 256;

  /** How long it waits for somebody to accept: first awake, then asleep. */
  private static final int OFFER_SPINS = 1_000;

  private static final long OFFER_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** How often whoever waits for room looks before it sleeps. */
  private static final int ROOM_SPINS = 1_000;

  /** A handful is this part of the capacity. */
  private static final int HANDFULS = 16;

  /** Nobody has the turn. */
  private static final int FREE = 0;

  /** A thread has the turn, and nothing has come meanwhile. */
  private static final int BUSY = 1;

  /** A thread has the turn, and has to look again before it gives it up. */
  private static final int LOADED = 2;

  /** The turn is on offer, and something waits: whoever comes takes it. */
  private static final int OFFERED = 3;

  /** There will be no more. */
  private static final int ENDED = 4;

  private final AtomicInteger state = new AtomicInteger(FREE);
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

  /** Who delivers what waits; a thread asks only whether it is the one. */
  private volatile @Nullable Thread deliverer;

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

  /** Takes the turn if nobody has it and nothing can be waiting: the short way. */
  boolean tryEnter() {
    return unlimited && state.get() == FREE && state.compareAndSet(FREE, BUSY);
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
    if (isOver()) {
      return false;
    }
    if (tryReserve() || makeRoom()) {
      waiting.add(event);
    } else if (!isOver()) {
      dropped.incrementAndGet();
    }
    return claim();
  }

  /**
   * Takes a handful of events to deliver; null if there is none, and then the caller no longer has
   * the turn.
   *
   * @param begun how many events of the last handful have been delivered
   * @param delivered how many events the caller has delivered in this turn before
   */
  @Nullable Hand take(int begun, int delivered) {
    release(Math.max(0, begun - 1));
    hand.forget(begun);
    if (delivered > 0 && delivered % TURN == 0 && handOver()) {
      return null;
    }
    deliverer = Thread.currentThread();
    while (!cancelled && failure == null) {
      hand.fill(waiting, Math.min(demand.get(), TURN - delivered % TURN));
      if (hand.size() > 0) {
        return taken();
      }
      if (ending && waiting.isEmpty()) {
        break;
      }
      if (leave()) {
        return null;
      }
    }
    hand.forget(hand.size());
    deliverer = null;
    state.set(ENDED);
    bell.ring();
    return null;
  }

  private Hand taken() {
    if (!unlimited) {
      demand.addAndGet(-hand.size());
    }
    if (stuck) {
      stuck = false;
    }
    release(1);
    return hand;
  }

  /** Gives up the turn; tells whether it is gone. What has come meanwhile makes it come back. */
  private boolean leave() {
    deliverer = null;
    state.set(FREE);
    bell.ring();
    boolean due = waiting.isEmpty() ? ending : demand.get() > 0;
    boolean back = (due || cancelled || failure != null) && claim();
    deliverer = back ? Thread.currentThread() : deliverer;
    return !back;
  }

  /** Asks for more events; tells whether the caller now has the turn. */
  boolean request(long more) {
    demand.accumulateAndGet(more, (had, added) -> had + added < 0 ? Long.MAX_VALUE : had + added);
    return claim();
  }

  /**
   * Lets nothing more in; what waits is still delivered unless there is a failure. Tells whether
   * the caller now has the turn.
   */
  boolean end(@Nullable Throwable reason) {
    if (!isOver()) {
      failure = reason;
      ending = true;
    }
    bell.ring();
    return claim();
  }

  /** Lets everything go; tells whether the caller now has the turn. */
  boolean cancel() {
    cancelled = true;
    waiting.clear();
    bell.ring();
    return claim();
  }

  /**
   * Gives up a turn in which the virtual machine had no room to go on; the next one looks.
   *
   * @param begun how many events of the hand need not be delivered any more
   */
  void abandon(int begun) {
    hand.forget(begun);
    deliverer = null;
    state.set(OFFERED);
  }

  /** Waits until nothing waits and nobody delivers; tells whether that is so. */
  boolean awaitQuiet(long until) {
    boolean patient = deliverer != Thread.currentThread();
    while (patient && !isQuiet()) {
      patient = bell.sleep(until - System.nanoTime());
    }
    return isQuiet();
  }

  boolean hasEnded() {
    return state.get() == ENDED;
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
    do {
      for (int i = 0; i < count && waiting.poll() != null; i++) {
        dropped.incrementAndGet();
        release(1);
      }
    } while (!tryReserve());
    return true;
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
    for (int i = 0; i < ROOM_SPINS && size.get() >= capacity && state.get() != OFFERED; i++) {
      Thread.onSpinWait();
    }
    long until = System.nanoTime() + overflow.timeoutNanos();
    boolean patient = true;
    while (patient && !isOver()) {
      if (tryReserve() || tryReserveBeyond()) {
        return true;
      }
      patient = bell.sleep(until - System.nanoTime());
    }
    stuck = !patient && !caller.isInterrupted();
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
    boolean offered = state.get() == OFFERED;
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

  /** Offers the turn; tells whether somebody has accepted it. */
  private boolean handOver() {
    if (waiting.isEmpty() || demand.get() == 0) {
      return false;
    }
    deliverer = null;
    state.set(OFFERED);
    bell.ring();
    for (int i = 0; i < OFFER_SPINS && state.get() == OFFERED; i++) {
      Thread.onSpinWait();
    }
    long until = System.nanoTime() + OFFER_NANOS;
    boolean patient = true;
    while (patient && state.get() == OFFERED) {
      patient = bell.sleep(until - System.nanoTime());
    }
    return !state.compareAndSet(OFFERED, LOADED);
  }

  /** There is something to do; tells whether the caller now has the turn to do it. */
  private boolean claim() {
    while (true) {
      int before = state.get();
      if (before == LOADED || before == ENDED) {
        return false;
      }
      if (state.compareAndSet(before, LOADED)) {
        return before != BUSY;
      }
    }
  }

  private boolean isOver() {
    return ending || cancelled;
  }

  private boolean isQuiet() {
    int now = state.get();
    return now == ENDED || (now == FREE && waiting.isEmpty());
  }
}
