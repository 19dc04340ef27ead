package io.tidings.event.services.internal;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** Checks of a host's own ids and slugs, which may be in any script. */
public final class HostIds {

  /** The maximum length in characters, chosen so that 1,000 full references fit into one event. */
  public static final int MAX_LENGTH = 128;

  private HostIds() {}

  /**
   * Returns {@code value} if it has 1 to 128 characters, not all blank, without control characters.
   *
   * @throws IllegalArgumentException otherwise
   */
  public static String require(String value, String argument) {
    int length = requireNonNull(value, argument).length();
    if (length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "%s must be 1 to %s characters long, but has %s".formatted(argument, MAX_LENGTH, length));
    }
    if (value.isBlank() || value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          argument + " must not be blank or contain control characters");
    }
    return value;
  }

  /** Returns null, or {@code value} as {@link #require} does. */
  public static @Nullable String optional(@Nullable String value, String argument) {
    return value == null ? null : require(value, argument);
  }
}
