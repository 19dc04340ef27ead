package io.tidings.event.services.internal;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks of the services' arguments. Ids and names are limited to the form that events accept, so
 * that no event is rejected later because of them. Every exception names the argument.
 */
public final class Inputs {

  /** The maximum length of a stored text, in characters. */
  public static final int MAX_TEXT = 1 << 20;

  private Inputs() {}

  /** Returns {@code value} if it has 1 to 128 visible ASCII characters. */
  public static String id(String value, String argument) {
    requireLength(requireNonNull(value, argument), 1, EventKind.MAX_ID_LENGTH, argument);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c > '~') {
        throw new IllegalArgumentException(
            argument
                + " must be visible ASCII (0x21 to 0x7E); encode the id of another system with"
                + " ExternalId.encode");
      }
    }
    return value;
  }

  /** Returns null, or {@code value} as {@link #id} does. */
  public static @Nullable String optionalId(@Nullable String value, String argument) {
    return value == null ? null : id(value, argument);
  }

  /**
   * Returns {@code value} if it has 1 to 256 characters, not all blank, without control characters.
   */
  public static String name(String value, String argument) {
    requireLength(requireNonNull(value, argument), 1, DomainEvent.MAX_NAME_LENGTH, argument);
    if (value.isBlank() || hasControls(value)) {
      throw new IllegalArgumentException(
          argument + " must not be blank or contain control characters");
    }
    return value;
  }

  /** Returns null, or {@code value} as {@link #name} does. */
  public static @Nullable String optionalName(@Nullable String value, String argument) {
    return value == null ? null : name(value, argument);
  }

  /** Returns {@code value} if it has at most {@value #MAX_TEXT} characters. */
  public static String text(String value, String argument) {
    requireLength(requireNonNull(value, argument), 0, MAX_TEXT, argument);
    return value;
  }

  /** Returns {@code value} if it is not negative. */
  public static long notNegative(long value, String argument) {
    if (value < 0) {
      throw new IllegalArgumentException(argument + " must not be negative, but is " + value);
    }
    return value;
  }

  /** Returns {@code value} if it is positive. */
  public static int positive(int value, String argument) {
    if (value < 1) {
      throw new IllegalArgumentException(argument + " must be positive, but is " + value);
    }
    return value;
  }

  /** Returns an immutable copy of {@code values} if there are at most {@code max}. */
  public static <T> List<T> list(List<T> values, int max, String argument) {
    List<T> copy = List.copyOf(requireNonNull(values, argument));
    if (copy.size() > max) {
      throw new IllegalArgumentException(
          "%s must have at most %s elements, but has %s".formatted(argument, max, copy.size()));
    }
    return copy;
  }

  /**
   * Returns an external text in quotes and safe for a message: at most 64 visible ASCII characters.
   */
  public static String quoted(String text) {
    StringBuilder result = new StringBuilder("\"");
    text.chars()
        .limit(64)
        .forEach(c -> result.append(c < ' ' || c > '~' || c == '"' ? '?' : (char) c));
    return result.append(text.length() > 64 ? "...\"" : "\"").toString();
  }

  private static boolean hasControls(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static void requireLength(String value, int min, int max, String argument) {
    if (value.length() < min || value.length() > max) {
      throw new IllegalArgumentException(
          "%s must be %s to %s characters long, but has %s"
              .formatted(argument, min, max, value.length()));
    }
  }
}
