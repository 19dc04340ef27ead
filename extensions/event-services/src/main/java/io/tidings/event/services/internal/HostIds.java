package io.tidings.event.services.internal;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** Checks of ids and slugs of a host's own making, which may be in any script. */
public final class HostIds {

  /** The greatest length, in characters. A thousand full references then fit into one event. */
  public static final int MAX_LENGTH = 128;

  private HostIds() {}

  /** Returns {@code value} if it is 1 to 128 characters, not all blank, without controls. */
  public static String require(String value, String argument) {
    int length = requireNonNull(value, argument).length();
    if (length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "%s must be 1 to %s characters long, but has %s".formatted(argument, MAX_LENGTH, length));
    }
    if (value.isBlank() || value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          argument + " must not be blank nor have control characters");
    }
    return value;
  }

  /** Like {@link #require}, but null is allowed. */
  public static @Nullable String optional(@Nullable String value, String argument) {
    return value == null ? null : require(value, argument);
  }
}
