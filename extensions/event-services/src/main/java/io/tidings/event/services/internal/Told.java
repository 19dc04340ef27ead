package io.tidings.event.services.internal;

import io.tidings.event.EventBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How failures, sizes and durations are told in the details of events. */
public final class Told {

  /** How many texts of a list are told at most. */
  public static final int MAX_LISTED = 1_000;

  /** How many characters these may have together. */
  static final int MAX_CHARACTERS = 100_000;

  private Told() {}

  /** Adds what was thrown, by its class and the beginning of its message. */
  public static EventBuilder failure(EventBuilder event, Throwable failure) {
    return event
        .detail("error_type", failure.getClass().getName())
        .detail("error_message", message(failure));
  }

  /** Returns the beginning of the message, or null if there is none. */
  public static @Nullable String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? null : Inputs.told(message);
  }

  /** Returns as many texts as an event can hold beside its other details, from the first on. */
  public static List<String> list(Collection<String> texts) {
    List<String> told = new ArrayList<>();
    int characters = 0;
    for (String text : texts) {
      characters += text.length();
      if (told.size() == MAX_LISTED || characters > MAX_CHARACTERS) {
        break;
      }
      told.add(text);
    }
    return told;
  }

  /** Returns how long something is, in characters or elements; null if that cannot be said. */
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

  /** Returns the whole milliseconds from one time to another; zero if the clock was turned back. */
  public static long millis(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis());
  }
}
