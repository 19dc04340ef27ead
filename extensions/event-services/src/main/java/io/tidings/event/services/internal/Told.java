package io.tidings.event.services.internal;

import io.tidings.event.EventBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How failures, sizes and durations are told in the details of events. */
public final class Told {

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
