package io.tidings.event;

/**
 * Limits for the details of one event. {@link EventBuilder#build} rejects details that exceed a
 * limit with an {@link IllegalArgumentException}; nothing is truncated.
 *
 * <p>Immutable and thread-safe. Change a limit with the {@code with} methods:
 *
 * <pre>{@code
 * EventLimits wide = EventLimits.defaults().withMaxStringLength(1 << 20);
 * EventFactory events = EventFactory.standard().withLimits(wide);
 * }</pre>
 *
 * @param maxDepth the maximum nesting of lists and maps in one detail, 1 to {@value
 *     #GREATEST_DEPTH}
 * @param maxEntries the maximum number of map entries and list elements over all levels, at least 1
 * @param maxStringLength the maximum number of characters in one text or name, at least 1
 * @param maxTotalLength the maximum number of characters in all texts and names, at least 1
 * @contract LIM-01
 */
public record EventLimits(int maxDepth, int maxEntries, int maxStringLength, int maxTotalLength) {

  /** The default of {@link #maxDepth()}: {@value}. */
  public static final int DEFAULT_MAX_DEPTH = 32;

  /** The default of {@link #maxEntries()}: {@value}, enough for a thousand full references. */
  public static final int DEFAULT_MAX_ENTRIES = 20_000;

  /** The default of {@link #maxStringLength()}: {@value}. */
  public static final int DEFAULT_MAX_STRING_LENGTH = 64 * 1024;

  /** The default of {@link #maxTotalLength()}: {@value}. */
  public static final int DEFAULT_MAX_TOTAL_LENGTH = 1024 * 1024;

  /** The maximum of {@link #maxDepth()}, as nesting costs stack in every consumer. */
  public static final int GREATEST_DEPTH = 512;

  private static final EventLimits DEFAULTS =
      new EventLimits(
          DEFAULT_MAX_DEPTH,
          DEFAULT_MAX_ENTRIES,
          DEFAULT_MAX_STRING_LENGTH,
          DEFAULT_MAX_TOTAL_LENGTH);

  /**
   * Creates limits.
   *
   * @throws IllegalArgumentException if a limit is out of its range
   */
  public EventLimits {
    requireRange(maxDepth, GREATEST_DEPTH, "maxDepth");
    requireRange(maxEntries, Integer.MAX_VALUE, "maxEntries");
    requireRange(maxStringLength, Integer.MAX_VALUE, "maxStringLength");
    requireRange(maxTotalLength, Integer.MAX_VALUE, "maxTotalLength");
  }

  /** Returns the default limits. */
  public static EventLimits defaults() {
    return DEFAULTS;
  }

  /** Returns these limits with another {@link #maxDepth()}. */
  public EventLimits withMaxDepth(int maxDepth) {
    return new EventLimits(maxDepth, maxEntries, maxStringLength, maxTotalLength);
  }

  /** Returns these limits with another {@link #maxEntries()}. */
  public EventLimits withMaxEntries(int maxEntries) {
    return new EventLimits(maxDepth, maxEntries, maxStringLength, maxTotalLength);
  }

  /** Returns these limits with another {@link #maxStringLength()}. */
  public EventLimits withMaxStringLength(int maxStringLength) {
    return new EventLimits(maxDepth, maxEntries, maxStringLength, maxTotalLength);
  }

  /** Returns these limits with another {@link #maxTotalLength()}. */
  public EventLimits withMaxTotalLength(int maxTotalLength) {
    return new EventLimits(maxDepth, maxEntries, maxStringLength, maxTotalLength);
  }

  private static void requireRange(int value, int greatest, String argument) {
    if (value < 1 || value > greatest) {
      throw new IllegalArgumentException(
          "%s must be 1 to %s, but is %s".formatted(argument, greatest, value));
    }
  }
}
