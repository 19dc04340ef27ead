package io.tidings.event.json;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBuilder;
import io.tidings.event.EventFactory;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.json.internal.EventField;
import io.tidings.event.json.internal.JsonValues;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Strict streaming reader of events. An instance reads one event and is confined to one thread. */
final class EventReader {

  private final JsonParser json;
  private final EventFactory events;
  private final boolean ignoresUnknown;
  private final Map<EventField, String> texts = new EnumMap<>(EventField.class);
  private final Set<EventField> present = EnumSet.noneOf(EventField.class);
  private @Nullable Map<String, @Nullable Object> details;

  EventReader(JsonParser json, EventFactory events, boolean ignoresUnknown) {
    this.json = json;
    this.events = events;
    this.ignoresUnknown = ignoresUnknown;
  }

  /** Reads the only event of a text. */
  DomainEvent readOnly() throws IOException {
    json.nextToken();
    DomainEvent event = read();
    if (json.nextToken() != null) {
      throw malformed("must end after the event");
    }
    return event;
  }

  /** Reads the event that starts at the current token, and leaves the parser at its last token. */
  DomainEvent read() throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw malformed("must be an object");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      EventField field = EventField.find(json.currentName());
      json.nextToken();
      if (field != null) {
        readField(field);
      } else if (ignoresUnknown) {
        json.skipChildren();
      } else {
        throw malformed("has an unknown field; ignoringUnknownFields() skips it");
      }
    }
    return event();
  }

  private void readField(EventField field) throws IOException {
    if (!present.add(field)) {
      throw malformed("repeats " + field);
    }
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (field == EventField.DETAILS) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw malformed("has details that are not an object");
      }
      details = JsonValues.readMap(json, events.limits().maxEntries());
    } else if (json.currentToken() == JsonToken.VALUE_STRING) {
      texts.put(field, json.getText());
    } else {
      throw malformed("has " + field + " that is not text");
    }
  }

  private DomainEvent event() {
    for (EventField field : EventField.values()) {
      if (field.isRequired() && !texts.containsKey(field)) {
        throw new MalformedEventException("event JSON has no " + field);
      }
    }
    EventBuilder event =
        events.root(EventKind.of(requireNonNull(texts.get(EventField.EVENT_TYPE))));
    event
        .id(texts.get(EventField.EVENT_ID))
        .timestamp(timestamp(requireNonNull(texts.get(EventField.TIMESTAMP))))
        .correlationId(texts.get(EventField.CORRELATION_ID))
        .causationId(texts.get(EventField.CAUSATION_ID))
        .scope(scope())
        .planId(texts.get(EventField.PLAN_ID))
        .rootPlanId(texts.get(EventField.ROOT_PLAN_ID))
        .sessionId(texts.get(EventField.SESSION_ID))
        .actorName(texts.get(EventField.ACTOR_NAME))
        .projectName(texts.get(EventField.PROJECT_NAME))
        .traceId(texts.get(EventField.TRACE_ID))
        .spanId(texts.get(EventField.SPAN_ID));
    return (details == null ? event : event.details(details)).build();
  }

  private EventScope scope() {
    return new EventScope(
        texts.get(EventField.ORGANIZATION_ID),
        texts.get(EventField.WORKSPACE_ID),
        texts.get(EventField.PROJECT_ID),
        texts.get(EventField.USER_ID));
  }

  private static Instant timestamp(String text) {
    try {
      return Timestamps.parse(text);
    } catch (IllegalArgumentException | DateTimeException malformed) {
      throw new MalformedEventException(
          "event JSON has a malformed timestamp; it must look like 2026-11-01T12:30:00.000250Z");
    }
  }

  private MalformedEventException malformed(String problem) {
    return new MalformedEventException(
        "event JSON " + problem + JsonValues.position(json.currentTokenLocation()));
  }
}
