package io.tidings.event.store;

import org.jspecify.annotations.Nullable;

/**
 * The way of reading for programs: in the order of the trail, from a place on. The place, {@link
 * StoredEvent#seq}, holds across restarts and says nothing about clocks.
 *
 * <p>Immutable and thread-safe.
 *
 * @param after what has been read: only greater places are; 0 for the beginning
 * @param left whether a follower takes what is left there, and is not told of what was removed
 *     before it began (RET-06)
 * @param limit how many events at most, at least 1; null for all
 */
public record Cursor(long after, boolean left, @Nullable Integer limit)
    implements EventQuery.Paging {

  /**
   * Creates a cursor.
   *
   * @throws IllegalArgumentException if an argument is out of its range
   */
  public Cursor {
    if (after < 0) {
      throw new IllegalArgumentException("after must be a place in the trail, 0 or more: " + after);
    }
    Window.requireLimit(limit);
  }

  /**
   * Creates a cursor behind a place.
   *
   * @throws IllegalArgumentException if an argument is out of its range
   */
  public Cursor(long after, @Nullable Integer limit) {
    this(after, false, limit);
  }

  /** Returns the cursor before the first event. */
  public static Cursor start() {
    return new Cursor(0, null);
  }

  /** Returns the cursor behind a place. */
  public static Cursor after(long seq) {
    return new Cursor(seq, null);
  }

  /**
   * Returns the cursor behind a place for a follower that takes what is left there: the way to go
   * on where one has ended with {@link StoreException.Reason#BEHIND}.
   */
  public static Cursor leftAfter(long seq) {
    return new Cursor(seq, true, null);
  }

  /** Returns this cursor with another limit. */
  public Cursor limit(int limit) {
    return new Cursor(after, left, limit);
  }
}
