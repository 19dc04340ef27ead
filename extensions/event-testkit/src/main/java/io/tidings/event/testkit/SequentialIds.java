package io.tidings.event.testkit;

import io.tidings.event.spi.IdSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Source of the same sequence of ids in every run: {@code 01TEST00000000000000000001}, and so on.
 * The ids have the form of ULIDs. They are unique within one source, not across sources.
 * Thread-safe.
 */
public final class SequentialIds implements IdSource {

  private static final String PREFIX = "01TEST";
  private static final int DIGITS = 20;

  private final AtomicLong last = new AtomicLong();

  /** Creates a source whose first id is {@code id(1)}. */
  public SequentialIds() {}

  /** Returns the next id of the sequence. */
  @Override
  public String nextId() {
    return id(last.incrementAndGet());
  }

  /**
   * Returns the id that the {@code nth} call of {@link #nextId} returns.
   *
   * @param nth the position in the sequence, starting at 1
   * @throws IllegalArgumentException if {@code nth} is not positive
   */
  public static String id(long nth) {
    if (nth < 1) {
      throw new IllegalArgumentException("nth must be positive, but was " + nth);
    }
    String digits = Long.toString(nth);
    return PREFIX + "0".repeat(DIGITS - digits.length()) + digits;
  }
}
