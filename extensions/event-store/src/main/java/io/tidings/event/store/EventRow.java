package io.tidings.event.store;

import io.tidings.event.DomainEvent;
import io.tidings.event.json.DomainEventJson;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way into the table, with what is made of it outside every lock. Immutable.
 *
 * @param event the event as it will be read back
 * @param details its details as JSON
 * @param requestType what its details have as request type
 * @param toolName what they have as tool name, or null
 * @param durationMs what they have as duration, or null
 */
record EventRow(
    DomainEvent event,
    String details,
    String requestType,
    @Nullable String toolName,
    @Nullable Long durationMs) {

  /** What stands for a request type that is not there: {@value}. */
  static final String UNKNOWN = "unknown";

  private static final String REQUEST_TYPE = "request_type";

  /** Makes a row of an event that has no secrets any more. */
  static EventRow of(DomainEvent event) {
    DomainEvent storable = storable(event);
    return new EventRow(
        storable,
        DomainEventJson.standard().writeDetails(storable.details()),
        requestType(storable.details().get(REQUEST_TYPE)),
        toolName(storable.details().get("tool_name")),
        durationMs(storable.details().get("duration_ms")));
  }

  /** A name that is longer than those of actors and projects is none. */
  private static @Nullable String toolName(@Nullable Object value) {
    return value instanceof String name
            && !name.isEmpty()
            && name.length() <= DomainEvent.MAX_NAME_LENGTH
        ? storable(name)
        : null;
  }

  /** Part of a millisecond is none; what is less than nothing is no duration. */
  private static @Nullable Long durationMs(@Nullable Object value) {
    if (value instanceof Long millis) {
      return millis < 0 ? null : millis;
    }
    return value instanceof Double millis && millis >= 0 && millis < Long.MAX_VALUE
        ? Long.valueOf(millis.longValue())
        : null;
  }

  /** A request type that is no id cannot be asked for. */
  private static String requestType(@Nullable Object value) {
    if (value instanceof String text) {
      try {
        return Ids.require(text, REQUEST_TYPE);
      } catch (IllegalArgumentException noId) {
        return UNKNOWN;
      }
    }
    return UNKNOWN;
  }

  private static DomainEvent storable(DomainEvent event) {
    String actor = event.actorName();
    String project = event.projectName();
    if ((actor == null || isStorable(actor)) && (project == null || isStorable(project))) {
      return event;
    }
    return event.toBuilder()
        .actorName(actor == null ? null : storable(actor))
        .projectName(project == null ? null : storable(project))
        .build();
  }

  /** Returns a name with each surrogate that stands alone, which no UTF-8 has, as U+FFFD. */
  static String storable(String name) {
    if (isStorable(name)) {
      return name;
    }
    StringBuilder storable = new StringBuilder(name.length());
    name.codePoints()
        .map(c -> Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
        .forEach(storable::appendCodePoint);
    return storable.toString();
  }

  private static boolean isStorable(String name) {
    try {
      return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(name)).hasRemaining();
    } catch (CharacterCodingException lone) {
      return false;
    }
  }
}
