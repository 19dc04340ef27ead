package io.tidings.event.async.internal;

import io.tidings.event.async.SubscriptionMetrics;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of a synchronous subscription. A thread with a number of its own, see {@link
 * OwnerNumbers}, counts in a cell that no other thread writes; the others share an adder. So a call
 * is counted without an atomic operation. Thread-safe.
 *
 * @contract SUB-06
 */
public abstract class CallCounts {

  private static final @Nullable Cell[] NONE = {};

  private static final VarHandle FIRST = handle();

  /** The number of the first thread that has one, or -1. */
  private int firstOwner = -1;

  /** The count of that thread, in a cache line of its own. */
  private long first;

  private long unused1;
  private long unused2;
  private long unused3;
  private long unused4;
  private long unused5;
  private long unused6;
  private long unused7;

  /** The cells of further threads, by number. */
  private @Nullable Cell[] cells = NONE;

  private final LongAdder others = new LongAdder();
  private final LongAdder failed = new LongAdder();

  /** Creates numbers that are zero. */
  protected CallCounts() {}

  /** A count, and what keeps another count out of its cache line. */
  private static final class Cell extends AtomicLong {
    private static final long serialVersionUID = 1L;
    private long unused1;
    private long unused2;
    private long unused3;
    private long unused4;
    private long unused5;
    private long unused6;
    private long unused7;

    void increment() {
      setOpaque(getPlain() + 1);
    }
  }

  /**
   * Counts a call that has returned normally.
   *
   * @param owner the number of the calling thread, or {@link OwnerNumbers#NONE}
   */
  public final void countDelivered(int owner) {
    if (owner == firstOwner) {
      FIRST.setOpaque(this, first + 1);
    } else {
      countElsewhere(owner);
    }
  }

  private void countElsewhere(int owner) {
    @Nullable Cell[] present = cells;
    Cell cell = owner < present.length ? present[owner] : null;
    if (cell == null) {
      countFirst(owner);
    } else {
      cell.increment();
    }
  }

  private void countFirst(int owner) {
    if (owner == OwnerNumbers.NONE) {
      others.increment();
    } else if (!claims(owner)) {
      cell(owner).increment();
    } else {
      countDelivered(owner);
    }
  }

  private synchronized boolean claims(int owner) {
    if (firstOwner < 0) {
      firstOwner = owner;
    }
    return firstOwner == owner;
  }

  private static VarHandle handle() {
    try {
      return MethodHandles.lookup().findVarHandle(CallCounts.class, "first", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Returns the cell of an owner, which may be that of an earlier one with the same number. */
  private synchronized Cell cell(int owner) {
    Cell cell = owner < cells.length ? cells[owner] : null;
    if (cell == null) {
      cell = new Cell();
      @Nullable Cell[] longer = Arrays.copyOf(cells, Math.max(cells.length, owner + 1));
      longer[owner] = cell;
      cells = longer;
    }
    return cell;
  }

  /** Counts a call that has thrown. */
  public final void countFailed() {
    failed.increment();
  }

  /** Returns the numbers. */
  protected final SubscriptionMetrics calls() {
    long ended = (long) FIRST.getAcquire(this) + others.sum();
    for (Cell cell : present()) {
      ended += cell == null ? 0 : cell.getAcquire();
    }
    long threw = failed.sum();
    return new SubscriptionMetrics(ended + threw, ended, 0, 0, threw, 0, 0, 0, 0);
  }

  private synchronized @Nullable Cell[] present() {
    return cells;
  }
}
