package io.tidings.event.store.internal;

import java.util.Locale;

/**
 * The settings of the conversion of an older trail. Immutable.
 *
 * @param most the greatest number of events that are converted
 * @param progress receives the progress
 */
public record ConversionSettings(long most, ConversionProgress progress) {

  /** The greatest number of events that are converted unless a host permits more. */
  public static final long SMALL = 100_000;

  /** Returns the settings that convert small trails without a report. */
  public static ConversionSettings ofSmallTrails() {
    return new ConversionSettings(SMALL, (step, done, total) -> {});
  }

  /** Returns the refusal of a trail with more events, as the rest of a message about it. */
  public static String tooLarge(long events) {
    return String.format(
        Locale.ROOT,
        "has an earlier version and %,d events, whose migration takes a while; run 'tidings trail"
            + " migrate', or open it with EventStoreBuilder.migrating",
        events);
  }

  /** Returns the settings that convert trails of any size. */
  public static ConversionSettings ofAll(ConversionProgress progress) {
    return new ConversionSettings(Long.MAX_VALUE, progress);
  }
}
