package io.tidings.event.async.internal;

import io.tidings.event.async.SubscriptionMetrics;
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

  /** The cell of the first thread with a number, and that number, or -1. */
  private final Cell first = new Cell();

  private int firstOwner = -1;

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
      first.increment();
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
    } else {
      cell(owner).increment();
    }
  }

  /** Returns the cell of an owner, which may be that of an earlier one with the same number. */
  private synchronized Cell cell(int owner) {
    if (firstOwner < 0 || firstOwner == owner) {
      firstOwner = owner;
      return first;
    }
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
    long ended = first.getAcquire() + others.sum();
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
