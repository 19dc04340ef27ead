package io.tidings.event.store;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.EventLimits;
import io.tidings.event.EventScope;
import io.tidings.event.json.DomainEventJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reader of events in the message format of other systems: an {@code event} object next to {@code
 * organization_id}, {@code workspace_id}, {@code project_id} and {@code user_id}; or the older flat
 * form, in which all fields are in one object and the user is ignored.
 *
 * <p>{@code request_id} becomes the correlation id and {@code attributes} the details, to which
 * {@code request_type}, {@code status_code} and {@code status_message} are added if present; {@code
 * correlation_id} and {@code details} are accepted in place of the first two. A type outside the
 * catalogue becomes a plain kind. Stateless and thread-safe.
 *
 * @contract AGR-19
 */
public final class EventMessage {

  private static final int ENVELOPE = 2;

  /** Allows the depth of the envelope; the event itself is held to the default limits. */
  private static final DomainEventJson JSON =
      DomainEventJson.standard()
          .withLimits(
              EventLimits.defaults().withMaxDepth(EventLimits.DEFAULT_MAX_DEPTH + ENVELOPE));

  private static final List<String> KEPT_IN_DETAILS =
      List.of("request_type", "status_code", "status_message");

  private EventMessage() {}

  /**
   * Reads a message, which must not be null.
   *
   * @throws IllegalArgumentException if it is ill-formed; the message names the field, never a
   *     value
   */
  public static DomainEvent read(String message) {
    Map<String, Object> all = JSON.readDetails(requireNonNull(message, "message"));
    Object event = all.get("event");
    if (event == null) {
      return event(all, scope(all, null));
    }
    return event(map(event, "event"), scope(all, text(all, "user_id")));
  }

  private static EventScope scope(Map<String, Object> from, @Nullable String user) {
    String project = text(from, "project_id");
    if (project == null) {
      throw refused("project_id", "must be there");
    }
    return new EventScope(text(from, "organization_id"), text(from, "workspace_id"), project, user);
  }

  private static DomainEvent event(Map<String, Object> event, EventScope scope) {
    String type = text(event, "event_type");
    String id = text(event, "event_id");
    if (type == null || id == null) {
      throw refused("event_type and event_id", "must be there");
    }
    String request = text(event, "request_id");
    return DomainEvent.root(EventKind.of(type))
        .id(id)
        .correlationId(request != null ? request : text(event, "correlation_id"))
        .causationId(text(event, "causation_id"))
        .timestamp(timestamp(text(event, "timestamp")))
        .scope(scope)
        .planId(text(event, "plan_id"))
        .rootPlanId(text(event, "root_plan_id"))
        .sessionId(text(event, "session_id"))
        .actorName(text(event, "actor_name"))
        .projectName(text(event, "project_name"))
        .traceId(text(event, "trace_id"))
        .spanId(text(event, "span_id"))
        .details(details(event))
        .build();
  }

  private static Map<String, Object> details(Map<String, Object> event) {
    Map<String, Object> details = new LinkedHashMap<>();
    for (String name : List.of("details", "attributes")) {
      if (event.containsKey(name)) {
        details.putAll(map(event.get(name), name));
      }
    }
    KEPT_IN_DETAILS.stream()
        .filter(event::containsKey)
        .forEach(name -> details.put(name, requireNonNull(event.get(name))));
    return details;
  }

  private static Instant timestamp(@Nullable String text) {
    try {
      return OffsetDateTime.parse(String.valueOf(text)).toInstant();
    } catch (DateTimeException none) {
      throw refused("timestamp", "must be a time with its offset, such as 2026-11-01T12:30:00Z");
    }
  }

  private static Map<String, Object> map(@Nullable Object value, String name) {
    if (!(value instanceof Map<?, ?> map)) {
      throw refused(name, "must be an object");
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, element) -> copy.put((String) key, element));
    return copy;
  }

  private static @Nullable String text(Map<String, Object> from, String name) {
    Object value = from.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw refused(name, "must be text");
  }

  private static IllegalArgumentException refused(String name, String why) {
    return new IllegalArgumentException("the message's " + name + " " + why);
  }
}
