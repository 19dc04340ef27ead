package io.tidings.event.spring.internal.actuate;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBuilder;
import io.tidings.event.EventFactory;
import io.tidings.event.EventKind;
import io.tidings.event.ExternalId;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoreException;
import io.tidings.event.store.StoredEvent;
import io.tidings.event.store.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;

/**
 * The audit events of Boot in a trail, redacted like all events: one of type X has the kind {@code
 * audit.X}. They are appended at once and apart from any transaction, as the denial of an access
 * must outlive its rollback. A failure to store one is logged and does not fail the request.
 * Thread-safe.
 */
public final class TrailAuditEvents implements AuditEventRepository {

  /** The greatest number of events that a search returns: the latest. */
  static final int LIMIT = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(TrailAuditEvents.class);
  private static final String CATEGORY = "audit";
  private static final String PRINCIPAL = "principal";
  private static final String TYPE = "type";
  private static final String DATA = "data";

  private final EventStore trail;
  private final EventFactory events;

  /** Creates a repository in a trail. */
  public TrailAuditEvents(EventStore trail, EventFactory events) {
    this.trail = trail;
    this.events = events;
  }

  @Override
  public void add(AuditEvent event) {
    try {
      trail.append(stored(event));
    } catch (StoreException | IllegalArgumentException failure) {
      LOG.warn("Could not store audit event {}; continuing without it", event.getType(), failure);
    }
  }

  private DomainEvent stored(AuditEvent event) {
    EventBuilder builder =
        events
            .builder(kind(event.getType()))
            .timestamp(event.getTimestamp())
            .detail(TYPE, event.getType())
            .detail(PRINCIPAL, event.getPrincipal())
            .detail(DATA, data(event.getData()));
    return builder.build();
  }

  private static EventKind kind(String type) {
    return EventKind.of(Objects.requireNonNull(ExternalId.encode(CATEGORY + "." + type)));
  }

  private static Map<String, Object> data(Map<String, ?> data) {
    Map<String, Object> plain = new LinkedHashMap<>();
    data.forEach(
        (name, value) ->
            plain.put(
                name,
                value instanceof Number || value instanceof Boolean
                    ? value
                    : String.valueOf(value)));
    return plain;
  }

  @Override
  public List<AuditEvent> find(
      @Nullable String principal, @Nullable Instant after, @Nullable String type) {
    EventQuery query = EventQuery.platform();
    query = type == null ? query.category(CATEGORY) : query.kinds(kind(type));
    query = after == null ? query : query.since(after);
    List<AuditEvent> found = new ArrayList<>();
    try (var stored = trail.stream(query.window(Window.all()))) {
      stored
          .map(StoredEvent::event)
          .filter(event -> after == null || event.timestamp().isAfter(after))
          .filter(event -> principal == null || principal.equals(event.details().get(PRINCIPAL)))
          .limit(LIMIT)
          .map(TrailAuditEvents::read)
          .forEach(found::add);
    }
    Collections.reverse(found);
    return found;
  }

  private static AuditEvent read(DomainEvent event) {
    Map<String, Object> data = new LinkedHashMap<>();
    if (event.details().get(DATA) instanceof Map<?, ?> stored) {
      stored.forEach((name, value) -> data.put(String.valueOf(name), value));
    }
    return new AuditEvent(
        event.timestamp(),
        String.valueOf(event.details().getOrDefault(PRINCIPAL, "")),
        String.valueOf(event.details().getOrDefault(TYPE, event.kind().id())),
        data);
  }
}
