package io.tidings.event;

import static java.util.Objects.requireNonNull;

import io.tidings.event.internal.RejectedValue;
import org.jspecify.annotations.Nullable;

/** Validation of ids and names; each error names the argument and the remedy. */
final class Validation {

  private static final String ENCODE = "; encode other texts with ExternalId.encode";

  private Validation() {}

  /** Returns {@code value} if it is 1 to 128 visible ASCII characters. */
  static String id(String value, String argument) {
    requireNonNull(value, argument);
    requireLength(value, argument, EventKind.MAX_ID_LENGTH, ENCODE);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c > '~') {
        throw invalid(argument, "must be visible ASCII (0x21 to 0x7E)", c, i, ENCODE);
      }
    }
    return value;
  }

  static @Nullable String optionalId(@Nullable String value, String argument) {
    return value == null ? null : id(value, argument);
  }

  /**
   * Returns {@code value} if it is 1 to 256 characters, not all blank, none a control character.
   */
  static String name(String value, String argument) {
    requireNonNull(value, argument);
    requireLength(value, argument, DomainEvent.MAX_NAME_LENGTH, "");
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        throw invalid(argument, "must have no control characters", value.charAt(i), i, "");
      }
    }
    if (value.isBlank()) {
      throw new IllegalArgumentException(argument + " must not be blank; leave it out instead");
    }
    return value;
  }

  static @Nullable String optionalName(@Nullable String value, String argument) {
    return value == null ? null : name(value, argument);
  }

  /** Returns a text in quotes for a message: shortened, with all but visible ASCII escaped. */
  static String quoted(String text) {
    return RejectedValue.quoted(text);
  }

  private static void requireLength(String value, String argument, int max, String remedy) {
    if (value.isEmpty() || value.length() > max) {
      throw new IllegalArgumentException(
          "%s must be 1 to %s characters long, but has %s%s"
              .formatted(argument, max, value.length(), remedy));
    }
  }

  private static IllegalArgumentException invalid(
      String argument, String rule, char c, int index, String remedy) {
    return new IllegalArgumentException(
        "%s %s, but has U+%04X at index %s%s".formatted(argument, rule, (int) c, index, remedy));
  }
}
