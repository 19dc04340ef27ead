package io.tidings.event.store;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.store.spi.Micros;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of the event table as versions 1 to 12 have it. */
final class OldRows {

  private static final int WITH_DETAIL_COLUMNS = 6;
  private static final int WITH_TRACES = 12;

  private OldRows() {}

  /** Inserts events that arrived at the epoch. */
  static void insert(Connection connection, int version, Iterable<DomainEvent> events)
      throws SQLException {
    for (DomainEvent event : events) {
      Map<String, @Nullable Object> row = row(version, event);
      String sql =
          "INSERT INTO event (%s) VALUES (%s)"
              .formatted(
                  String.join(", ", row.keySet()),
                  String.join(", ", Collections.nCopies(row.size(), "?")));
      try (PreparedStatement insert = connection.prepareStatement(sql)) {
        int parameter = 1;
        for (Object value : row.values()) {
          insert.setObject(parameter++, value);
        }
        insert.executeUpdate();
      }
    }
  }

  private static Map<String, @Nullable Object> row(int version, DomainEvent event) {
    EventRow derived = EventRow.of(event);
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("project_id", event.scope().project() == null ? "" : event.scope().project());
    row.put("event_id", event.id());
    row.put("kind", event.kind().id());
    row.put("category", EventKind.category(event.kind()));
    row.put("timestamp", Micros.floor(event.timestamp()));
    row.put("received_at", 0L);
    row.put("correlation_id", event.correlationId());
    row.put("causation_id", event.causationId());
    row.put("organization_id", event.scope().organization());
    row.put("workspace_id", event.scope().workspace());
    row.put("user_id", event.scope().user());
    row.put("plan_id", event.planId());
    row.put("root_plan_id", event.rootPlanId());
    row.put("session_id", event.sessionId());
    row.put("actor_name", event.actorName());
    row.put("project_name", event.projectName());
    row.put("request_type", derived.requestType());
    row.put("details", derived.details());
    if (version >= WITH_DETAIL_COLUMNS) {
      row.put("tool_name", derived.toolName());
      row.put("duration_ms", derived.durationMs());
    }
    if (version >= WITH_TRACES) {
      row.put("trace_id", event.traceId());
      row.put("span_id", event.spanId());
    }
    return row;
  }
}
