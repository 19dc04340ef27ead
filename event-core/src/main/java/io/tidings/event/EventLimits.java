package io.tidings.event;

/**
 * How much one event's details may hold. Beyond a limit, building the event is refused with an
 * {@link IllegalArgumentException} (LIM-01); nothing is ever cut silently.
 *
 * <p>Immutable and thread-safe. Change a limit with the {@code with} methods:
 *
 * <pre>{@code
 * EventLimits wide = EventLimits.defaults().withMaxStringLength(1 << 20);
 * EventFactory events = EventFactory.standard().withLimits(wide);
 * }</pre>
 *
 * @param maxDepth how many lists and maps may stand inside each other in one detail value, 1 to
 *     {@value #GREATEST_DEPTH}
 * @param maxEntries how many map entries and list elements there may be over all levels, at least 1
 * @param maxStringLength how many characters one text, or one detail's name, may have, at least 1
 * @param maxTotalLength how many characters all texts and names may have together, at least 1
 */
public record EventLimits(int maxDepth, int maxEntries, int maxStringLength, int maxTotalLength) {

  /** The default of {@link #maxDepth()}: {@value}. */
  public static final int DEFAULT_MAX_DEPTH = 32;

  /** The default of {@link #maxEntries()}: {@value}. A thousand full references fit in (AGR-01). */
  public static final int DEFAULT_MAX_ENTRIES = 20_000;

  /** The default of {@link #maxStringLength()}: {@value}. */
  public static final int DEFAULT_MAX_STRING_LENGTH = 64 * 1024;

  /** The default of {@link #maxTotalLength()}: {@value}. */
  public static final int DEFAULT_MAX_TOTAL_LENGTH = 1024 * 1024;

  /** The greatest {@link #maxDepth()}: nesting costs stack in every consumer. */
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

  /** Returns the limits that hold where a host sets none. */
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
