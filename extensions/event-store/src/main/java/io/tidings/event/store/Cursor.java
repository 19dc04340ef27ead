package io.tidings.event.store;

import org.jspecify.annotations.Nullable;

/**
 * A resumable read position in sequence order, for programs. Positions ({@link StoredEvent#seq})
 * stay valid across restarts and do not depend on clocks.
 *
 * <p>Immutable and thread-safe.
 *
 * @param after the position after which to read, 0 for the beginning
 * @param left whether a follower continues with the remaining events and does not report earlier
 *     removals
 * @param limit the greatest number of events, at least 1, or null for all
 * @contract STO-05, RET-06
 */
public record Cursor(long after, boolean left, @Nullable Integer limit)
    implements EventQuery.Paging {

  /**
   * Creates a cursor.
   *
   * @throws IllegalArgumentException if {@code after} is negative or the limit is less than 1
   */
  public Cursor {
    if (after < 0) {
      throw new IllegalArgumentException(
          "after must be a position in the trail, 0 or more, but is " + after);
    }
    Window.requireLimit(limit);
  }

  /**
   * Creates a cursor after a position.
   *
   * @throws IllegalArgumentException if {@code after} is negative or the limit is less than 1
   */
  public Cursor(long after, @Nullable Integer limit) {
    this(after, false, limit);
  }

  /** Returns the cursor before the first event, without a limit. */
  public static Cursor start() {
    return new Cursor(0, null);
  }

  /**
   * Returns the cursor after a position, without a limit.
   *
   * @throws IllegalArgumentException if {@code seq} is negative
   */
  public static Cursor after(long seq) {
    return new Cursor(seq, null);
  }

  /**
   * Returns the cursor after a position for a follower that continues with the remaining events,
   * used after one has ended with {@link StoreException.Reason#BEHIND}.
   *
   * @throws IllegalArgumentException if {@code seq} is negative
   */
  public static Cursor leftAfter(long seq) {
    return new Cursor(seq, true, null);
  }

  /**
   * Returns a copy with another limit.
   *
   * @throws IllegalArgumentException if {@code limit} is less than 1
   */
  public Cursor limit(int limit) {
    return new Cursor(after, left, limit);
  }
}
