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
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one event with a parser. Confined to one thread. */
final class EventReader {

  private final JsonParser json;
  private final EventFactory events;
  private final boolean ignoresUnknown;
  private final Map<EventField, String> texts = new EnumMap<>(EventField.class);
  private final Set<EventField> seen = EnumSet.noneOf(EventField.class);
  private @Nullable Map<String, @Nullable Object> details;
  private int entriesLeft;

  EventReader(JsonParser json, EventFactory events, boolean ignoresUnknown) {
    this.json = json;
    this.events = events;
    this.ignoresUnknown = ignoresUnknown;
    this.entriesLeft = events.limits().maxEntries();
  }

  DomainEvent read() throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw malformed("must be an object");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      EventField field = EventField.find(json.currentName());
      json.nextToken();
      if (field != null) {
        field(field);
      } else if (ignoresUnknown) {
        json.skipChildren();
      } else {
        throw malformed("has a field that no event has; ignoringUnknownFields() lets it pass");
      }
    }
    if (json.nextToken() != null) {
      throw malformed("must end where the event does");
    }
    return event();
  }

  private void field(EventField field) throws IOException {
    if (!seen.add(field)) {
      throw malformed("has " + field + " twice");
    }
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (field == EventField.DETAILS) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw malformed("has details that are no object");
      }
      details = map();
    } else if (json.currentToken() == JsonToken.VALUE_STRING) {
      texts.put(field, json.getText());
    } else {
      throw malformed("has " + field + " that is no text");
    }
  }

  /** A null is kept until the end, so that a name that comes again is found. */
  private Map<String, @Nullable Object> map() throws IOException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      takeEntry();
      String name = json.currentName();
      json.nextToken();
      if (map.containsKey(name)) {
        throw malformed("has a name twice in its details");
      }
      map.put(name, value());
    }
    return map;
  }

  private List<@Nullable Object> list() throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      takeEntry();
      list.add(value());
    }
    return list;
  }

  private @Nullable Object value() throws IOException {
    return switch (json.currentToken()) {
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT -> whole();
      case VALUE_NUMBER_FLOAT -> decimal();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case START_OBJECT -> map();
      case START_ARRAY -> list();
      case VALUE_NULL -> null;
      default -> throw malformed("is not complete");
    };
  }

  private Object whole() throws IOException {
    return json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? (Object) json.getBigIntegerValue()
        : (Object) json.getLongValue();
  }

  private Double decimal() throws IOException {
    double value = json.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw malformed("has a number beyond what a Double holds");
    }
    return value;
  }

  private void takeEntry() throws IOException {
    if (--entriesLeft < 0) {
      throw malformed("has more details than maxEntries " + events.limits().maxEntries());
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
        .projectName(texts.get(EventField.PROJECT_NAME));
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
      return Timestamps.read(text);
    } catch (IllegalArgumentException | DateTimeException refused) {
      throw new MalformedEventException(
          "event JSON has a timestamp that is none; it must look like 2026-11-01T12:30:00.000250Z");
    }
  }

  private MalformedEventException malformed(String why) {
    return new MalformedEventException(
        "event JSON " + why + DomainEventJson.at(json.currentTokenLocation()));
  }
}
