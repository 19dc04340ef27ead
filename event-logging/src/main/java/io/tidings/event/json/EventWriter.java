package io.tidings.event.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.json.internal.EventField;
import io.tidings.event.json.internal.JsonValues;
import java.io.IOException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Streaming writer of events. Stateless. */
final class EventWriter {

  /** Field names and catalogue ids, encoded once. */
  private static final SerializedString[] NAMES =
      encoded(Stream.of(EventField.values()).map(EventField::toString));

  private static final SerializedString[] TYPES =
      encoded(Stream.of(EventType.values()).map(EventType::id));

  private EventWriter() {}

  private static SerializedString[] encoded(Stream<String> texts) {
    return texts.map(SerializedString::new).toArray(SerializedString[]::new);
  }

  private static void name(JsonGenerator json, EventField field) throws IOException {
    json.writeFieldName(NAMES[field.ordinal()]);
  }

  static void write(DomainEvent event, JsonGenerator json) throws IOException {
    json.writeStartObject();
    text(json, EventField.EVENT_ID, event.id());
    kind(json, event.kind());
    name(json, EventField.TIMESTAMP);
    char[] timestamp = Timestamps.format(event.timestamp());
    json.writeString(timestamp, 0, timestamp.length);
    text(json, EventField.CORRELATION_ID, event.correlationId());
    text(json, EventField.CAUSATION_ID, event.causationId());
    scope(json, event.scope());
    text(json, EventField.PLAN_ID, event.planId());
    text(json, EventField.ROOT_PLAN_ID, event.rootPlanId());
    text(json, EventField.SESSION_ID, event.sessionId());
    text(json, EventField.ACTOR_NAME, event.actorName());
    text(json, EventField.PROJECT_NAME, event.projectName());
    text(json, EventField.TRACE_ID, event.traceId());
    text(json, EventField.SPAN_ID, event.spanId());
    if (!event.details().isEmpty()) {
      name(json, EventField.DETAILS);
      JsonValues.write(event.details(), json);
    }
    json.writeEndObject();
  }

  private static void kind(JsonGenerator json, EventKind kind) throws IOException {
    name(json, EventField.EVENT_TYPE);
    if (kind instanceof EventType type) {
      json.writeString(TYPES[type.ordinal()]);
    } else {
      json.writeString(kind.id());
    }
  }

  private static void scope(JsonGenerator json, EventScope scope) throws IOException {
    text(json, EventField.ORGANIZATION_ID, scope.organization());
    text(json, EventField.WORKSPACE_ID, scope.workspace());
    text(json, EventField.PROJECT_ID, scope.project());
    text(json, EventField.USER_ID, scope.user());
  }

  private static void text(JsonGenerator json, EventField field, @Nullable String text)
      throws IOException {
    if (text != null) {
      name(json, field);
      json.writeString(text);
    }
  }
}
