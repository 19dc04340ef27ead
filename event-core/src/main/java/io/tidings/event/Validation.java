package io.tidings.event;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** What ids and names must look like; every refusal names the argument and the remedy. */
final class Validation {

  private static final int SHOWN = 64;

  private Validation() {}

  /** Returns {@code value} if it is 1 to 128 visible ASCII characters. */
  static String id(String value, String argument) {
    requireNonNull(value, argument);
    requireLength(value, argument, EventKind.MAX_ID_LENGTH);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c > '~') {
        throw refused(argument, "must be visible ASCII (0x21 to 0x7E)", c, i);
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
    requireLength(value, argument, DomainEvent.MAX_NAME_LENGTH);
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        throw refused(argument, "must have no control characters", value.charAt(i), i);
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

  /** Returns text from outside in a form that is safe in a message: short, visible ASCII. */
  static String shown(String text) {
    String head = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    StringBuilder shown = new StringBuilder(head.length() + 2).append('"');
    for (int i = 0; i < head.length(); i++) {
      char c = head.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        shown.append(String.format("\\u%04x", (int) c));
      } else {
        shown.append(c);
      }
    }
    return shown.append('"').toString();
  }

  private static void requireLength(String value, String argument, int most) {
    if (value.isEmpty() || value.length() > most) {
      throw new IllegalArgumentException(
          "%s must be 1 to %s characters long, but has %s"
              .formatted(argument, most, value.length()));
    }
  }

  private static IllegalArgumentException refused(String argument, String rule, char c, int index) {
    return new IllegalArgumentException(
        "%s %s, but has U+%04X at index %s".formatted(argument, rule, (int) c, index));
  }
}
