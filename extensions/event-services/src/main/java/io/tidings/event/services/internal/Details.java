package io.tidings.event.services.internal;

import io.tidings.event.internal.Durations;
import io.tidings.event.internal.FatalErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of event details: messages, excerpts, sizes and durations. */
public final class Details {

  /** The maximum length of a text in the details of an event, in characters. */
  public static final int MAX_EXCERPT = 1_000;

  /** The maximum number of texts in a list. */
  public static final int MAX_LISTED = 1_000;

  /** The maximum total number of characters of these texts. */
  static final int MAX_CHARACTERS = 100_000;

  private Details() {}

  /** Returns the beginning of a failure's message, or null if it has none or throws. */
  public static @Nullable String message(Throwable failure) {
    try {
      String message = failure.getMessage();
      return message == null ? null : excerpt(message);
    } catch (Throwable unprintable) {
      FatalErrors.rethrow(unprintable);
      return null;
    }
  }

  /** Returns the beginning of a text, at most {@value #MAX_EXCERPT} characters. */
  public static String excerpt(String text) {
    if (text.length() <= MAX_EXCERPT) {
      return text;
    }
    int end =
        Character.isHighSurrogate(text.charAt(MAX_EXCERPT - 1)) ? MAX_EXCERPT - 1 : MAX_EXCERPT;
    return text.substring(0, end);
  }

  /** Returns as many of the first texts as an event can hold in addition to its other details. */
  public static List<String> list(Collection<String> texts) {
    List<String> listed = new ArrayList<>();
    int characters = 0;
    for (String text : texts) {
      characters += text.length();
      if (listed.size() == MAX_LISTED || characters > MAX_CHARACTERS) {
        break;
      }
      listed.add(text);
    }
    return listed;
  }

  /** Returns the number of characters or elements, or null if the value has none. */
  public static @Nullable Integer size(@Nullable Object value) {
    if (value instanceof CharSequence text) {
      return text.length();
    }
    if (value instanceof Collection<?> many) {
      return many.size();
    }
    if (value instanceof Map<?, ?> map) {
      return map.size();
    }
    return value instanceof byte[] bytes ? Integer.valueOf(bytes.length) : null;
  }

  /** Returns the whole milliseconds between two times; zero if the clock was set back. */
  public static long millis(Instant from, Instant to) {
    return Math.max(0, Durations.millis(Duration.between(from, to)));
  }
}
