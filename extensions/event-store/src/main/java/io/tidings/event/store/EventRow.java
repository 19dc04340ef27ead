package io.tidings.event.store;

import io.tidings.event.DomainEvent;
import io.tidings.event.json.DomainEventJson;
import io.tidings.event.store.spi.StorableText;
import java.util.Map;
import java.util.Objects;
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
        toolName(storable.details()),
        durationMs(storable.details()));
  }

  /**
   * Returns what details have as tool name: one that is longer than those of actors and projects is
   * none.
   */
  static @Nullable String toolName(Map<String, Object> details) {
    return details.get("tool_name") instanceof String name
            && !name.isEmpty()
            && name.length() <= DomainEvent.MAX_NAME_LENGTH
        ? StorableText.of(name)
        : null;
  }

  /**
   * Returns what details have as duration: part of a millisecond is none; what is less than nothing
   * or more than can be counted is no duration.
   */
  static @Nullable Long durationMs(Map<String, Object> details) {
    Object value = details.get("duration_ms");
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

  /** Only names may have what no database takes; ids are visible ASCII. */
  private static DomainEvent storable(DomainEvent event) {
    String actor = event.actorName();
    String project = event.projectName();
    String storableActor = actor == null ? null : StorableText.of(actor);
    String storableProject = project == null ? null : StorableText.of(project);
    return Objects.equals(actor, storableActor) && Objects.equals(project, storableProject)
        ? event
        : event.toBuilder().actorName(storableActor).projectName(storableProject).build();
  }
}
