package io.tidings.event.store;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.json.DomainEventJson;
import io.tidings.event.store.internal.EventIds;
import io.tidings.event.store.internal.EventKey;
import io.tidings.event.store.internal.RowValues;
import io.tidings.event.store.internal.schema.DetailColumns;
import io.tidings.event.store.spi.Micros;
import io.tidings.event.store.spi.StorableText;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event to be appended, with the columns derived from it outside every lock. Immutable.
 *
 * @param event the event as it will be read back
 * @param details its details as JSON
 * @param requestType the request type of its details, or {@link #UNKNOWN}
 * @param toolName the tool name of its details, or null
 * @param durationMs the duration of its details, or null
 */
record EventRow(
    DomainEvent event,
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
        DomainEventJson.standard().writeDetails(storable.details()),
        requestType(storable.details().get(REQUEST_TYPE)),
        DetailColumns.toolName(storable.details()),
        DetailColumns.durationMs(storable.details()));
  }

  /** Returns the values of all columns. */
  RowValues values(long receivedAt) {
    EventScope scope = event.scope();
    return RowValues.of(
        EventKey.project(event),
        event.id(),
        event.kind().id(),
        EventKind.category(event.kind()),
        Micros.floor(event.timestamp()),
        receivedAt,
        event.correlationId(),
        event.causationId(),
        scope.organization(),
        scope.workspace(),
        scope.user(),
        event.planId(),
        event.rootPlanId(),
        event.sessionId(),
        event.actorName(),
        event.projectName(),
        event.traceId(),
        event.spanId(),
        requestType,
        details,
        toolName,
        durationMs);
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
