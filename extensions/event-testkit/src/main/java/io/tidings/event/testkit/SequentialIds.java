package io.tidings.event.testkit;

import io.tidings.event.spi.IdSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids that are the same in every run: {@code 01TEST00000000000000000001}, and so on. They have the
 * form of a ULID. Unique within one source, not among several. Thread-safe.
 */
public final class SequentialIds implements IdSource {

  private static final String PREFIX = "01TEST";
  private static final int DIGITS = 20;

  private final AtomicLong last = new AtomicLong();

  /** Creates a source that begins with 1. */
  public SequentialIds() {}

  @Override
  public String nextId() {
    return id(last.incrementAndGet());
  }

  /**
   * Returns the id that is given at the {@code nth} call.
   *
   * @param nth 1 for the first
   * @throws IllegalArgumentException if {@code nth} is not positive
   */
  public static String id(long nth) {
    if (nth < 1) {
      throw new IllegalArgumentException("nth must be positive, but is " + nth);
    }
    String digits = Long.toString(nth);
    return PREFIX + "0".repeat(DIGITS - digits.length()) + digits;
  }
}
