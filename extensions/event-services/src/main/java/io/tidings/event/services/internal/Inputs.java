package io.tidings.event.services.internal;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks of what services are given. Ids and names have the form that events want, so that no event
 * is lost for them later. Every refusal names the argument.
 */
public final class Inputs {

  /** The greatest length of a text that is kept, in characters. */
  public static final int MAX_TEXT = 1 << 20;

  /** The greatest length of a text in the details of an event, in characters. */
  public static final int MAX_TOLD = 1_000;

  private Inputs() {}

  /** Returns {@code value} if it is 1 to 128 visible ASCII characters. */
  public static String id(String value, String argument) {
    requireLength(requireNonNull(value, argument), 1, EventKind.MAX_ID_LENGTH, argument);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c > '~') {
        throw new IllegalArgumentException(argument + " must be visible ASCII (0x21 to 0x7E)");
      }
    }
    return value;
  }

  /** Like {@link #id}, but null is allowed. */
  public static @Nullable String optionalId(@Nullable String value, String argument) {
    return value == null ? null : id(value, argument);
  }

  /** Returns {@code value} if it is 1 to 256 characters, not all blank, without controls. */
  public static String name(String value, String argument) {
    requireLength(requireNonNull(value, argument), 1, DomainEvent.MAX_NAME_LENGTH, argument);
    if (value.isBlank() || hasControls(value)) {
      throw new IllegalArgumentException(
          argument + " must not be blank nor have control characters");
    }
    return value;
  }

  /** Like {@link #name}, but null is allowed. */
  public static @Nullable String optionalName(@Nullable String value, String argument) {
    return value == null ? null : name(value, argument);
  }

  /** Returns {@code value} if it is a text of at most {@value #MAX_TEXT} characters. */
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

  /** Returns an immutable copy of {@code values} if there are at most {@code most}. */
  public static <T> List<T> list(List<T> values, int most, String argument) {
    List<T> copy = List.copyOf(requireNonNull(values, argument));
    if (copy.size() > most) {
      throw new IllegalArgumentException(
          "%s must have at most %s elements, but has %s".formatted(argument, most, copy.size()));
    }
    return copy;
  }

  /** Returns the beginning of a text, short enough for the details of an event. */
  public static String told(String text) {
    if (text.length() <= MAX_TOLD) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_TOLD - 1)) ? MAX_TOLD - 1 : MAX_TOLD;
    return text.substring(0, end);
  }

  /** Returns a text from outside in a form that is safe in a message: short, visible ASCII. */
  public static String shown(String text) {
    StringBuilder shown = new StringBuilder("\"");
    text.chars()
        .limit(64)
        .forEach(c -> shown.append(c < ' ' || c > '~' || c == '"' ? '?' : (char) c));
    return shown.append(text.length() > 64 ? "...\"" : "\"").toString();
  }

  private static boolean hasControls(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static void requireLength(String value, int least, int most, String argument) {
    if (value.length() < least || value.length() > most) {
      throw new IllegalArgumentException(
          "%s must be %s to %s characters long, but has %s"
              .formatted(argument, least, most, value.length()));
    }
  }
}
