package io.tidings.event.store;

import io.tidings.event.DomainEvent;
import io.tidings.event.json.DomainEventJson;
import io.tidings.event.store.internal.EventIds;
import io.tidings.event.store.internal.IdEncoding;
import io.tidings.event.store.internal.RowValues;
import io.tidings.event.store.internal.dictionary.AppendNumbers;
import io.tidings.event.store.internal.dictionary.ContextNumbers;
import io.tidings.event.store.internal.dictionary.ContextTexts;
import io.tidings.event.store.internal.dictionary.EventTexts;
import io.tidings.event.store.internal.schema.DetailColumns;
import io.tidings.event.store.spi.Micros;
import io.tidings.event.store.spi.StorableText;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event to be appended, with the columns derived from it outside every lock. Immutable.
 *
 * @param event the event as it will be read back
 * @param context the texts that it shares with others
 * @param details its details as JSON
 * @param requestType the request type of its details, or {@link #UNKNOWN}
 * @param toolName the tool name of its details, or null
 * @param durationMs the duration of its details, or null
 */
record EventRow(
    DomainEvent event,
    ContextTexts context,
    String details,
    String requestType,
    @Nullable String toolName,
    @Nullable Long durationMs) {

  /** The request type of events that have none: {@value}. */
  static final String UNKNOWN = "unknown";

  private static final String REQUEST_TYPE = "request_type";

  /** Returns the row of a redacted event. */
  static EventRow of(DomainEvent event) {
    DomainEvent storable = storable(event);
    return new EventRow(
        storable,
        ContextTexts.of(storable),
        DomainEventJson.standard().writeDetails(storable.details()),
        requestType(storable.details().get(REQUEST_TYPE)),
        DetailColumns.toolName(storable.details()),
        DetailColumns.durationMs(storable.details()));
  }

  /** Returns the texts that have numbers. */
  EventTexts texts() {
    return new EventTexts(
        context,
        event.kind().id(),
        event.actorName(),
        requestType.equals(UNKNOWN) ? null : requestType,
        toolName);
  }

  /** Returns the values of all columns. */
  RowValues values(AppendNumbers numbers, long receivedAt) {
    ContextNumbers in = numbers.context(context);
    byte[] id = IdEncoding.encode(event.id());
    return RowValues.of(
        id,
        in.project(),
        in.scope(),
        in.id(),
        numbers.kind(event.kind().id()),
        Micros.floor(event.timestamp()),
        receivedAt,
        event.correlationId().equals(event.id()) ? id : IdEncoding.encode(event.correlationId()),
        event.causationId() == null ? null : IdEncoding.encode(event.causationId()),
        numbers.name(event.actorName()),
        requestType.equals(UNKNOWN) ? 0L : numbers.name(requestType),
        numbers.name(toolName),
        durationMs,
        event.traceId(),
        event.spanId(),
        details);
  }

  /** Returns a request type that is a valid id; no query can name any other. */
  private static String requestType(@Nullable Object value) {
    if (value instanceof String text) {
      try {
        return EventIds.require(text, REQUEST_TYPE);
      } catch (IllegalArgumentException noId) {
        return UNKNOWN;
      }
    }
    return UNKNOWN;
  }

  /** Replaces characters in names that a database refuses; ids are visible ASCII. */
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
