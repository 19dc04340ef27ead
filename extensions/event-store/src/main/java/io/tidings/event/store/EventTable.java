package io.tidings.event.store;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.EventLimits;
import io.tidings.event.EventScope;
import io.tidings.event.json.DomainEventJson;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How events lie in the table: the statements, and both ways between event and row. Stateless. */
final class EventTable {

  private static final List<Column> COLUMNS = List.of(Column.values());

  /** The columns that are read, in this order: those after the details are made of them. */
  static final String READ = "seq, " + names(COLUMNS.subList(0, Column.DETAILS.place()));

  /** The source of a row, one parameter for each column. */
  static final String VALUES =
      "VALUES (" + String.join(", ", Collections.nCopies(COLUMNS.size(), "?")) + ")";

  /** What was within an event when it was stored is within it when it is read. */
  private static final DomainEventJson JSON =
      DomainEventJson.standard()
          .withLimits(
              new EventLimits(
                  EventLimits.GREATEST_DEPTH,
                  Integer.MAX_VALUE,
                  Integer.MAX_VALUE,
                  Integer.MAX_VALUE));

  /** An event whose details are the ones to be read; nothing else of it is used. */
  static final String BEFORE_DETAILS =
      "{\"event_id\":\"-\",\"event_type\":\"-\",\"correlation_id\":\"-\","
          + "\"timestamp\":\"2000-01-01T00:00:00.000000Z\",\"details\":";

  private EventTable() {}

  /** Returns what stores a row in a table, unless one of its project and event id is there. */
  static String insert(String table, String row) {
    return "INSERT INTO %s (%s) %s ON CONFLICT (project_id, event_id) DO NOTHING"
        .formatted(table, names(COLUMNS), row);
  }

  /** Returns what reads the row of a project and an event id. */
  static String find(String table) {
    return "SELECT " + READ + " FROM " + table + " WHERE project_id = ? AND event_id = ?";
  }

  private static String names(List<Column> columns) {
    return columns.stream().map(Column::toString).collect(Collectors.joining(", "));
  }

  /** Returns the project as the table has it: absent is empty, so that keys are compared. */
  static String project(DomainEvent event) {
    String project = event.scope().project();
    return project == null ? "" : project;
  }

  /** Sets the parameters of {@link #insert}. */
  static void bind(PreparedStatement insert, EventRow row, long receivedAt) throws SQLException {
    DomainEvent event = row.event();
    EventScope scope = event.scope();
    insert.setString(Column.PROJECT_ID.place(), project(event));
    insert.setString(Column.EVENT_ID.place(), event.id());
    insert.setString(Column.KIND.place(), event.kind().id());
    insert.setString(Column.CATEGORY.place(), event.kind().category());
    insert.setLong(Column.TIMESTAMP.place(), Micros.floor(event.timestamp()));
    insert.setLong(Column.RECEIVED_AT.place(), receivedAt);
    insert.setString(Column.CORRELATION_ID.place(), event.correlationId());
    insert.setString(Column.CAUSATION_ID.place(), event.causationId());
    insert.setString(Column.ORGANIZATION_ID.place(), scope.organization());
    insert.setString(Column.WORKSPACE_ID.place(), scope.workspace());
    insert.setString(Column.USER_ID.place(), scope.user());
    insert.setString(Column.PLAN_ID.place(), event.planId());
    insert.setString(Column.ROOT_PLAN_ID.place(), event.rootPlanId());
    insert.setString(Column.SESSION_ID.place(), event.sessionId());
    insert.setString(Column.ACTOR_NAME.place(), event.actorName());
    insert.setString(Column.PROJECT_NAME.place(), event.projectName());
    insert.setString(Column.REQUEST_TYPE.place(), row.requestType());
    insert.setString(Column.DETAILS.place(), row.details());
    insert.setString(Column.TOOL_NAME.place(), row.toolName());
    Long duration = row.durationMs();
    if (duration == null) {
      insert.setNull(Column.DURATION_MS.place(), Types.BIGINT);
    } else {
      insert.setLong(Column.DURATION_MS.place(), duration);
    }
  }

  /**
   * Reads the row at which {@code rows} stands.
   *
   * @throws IllegalArgumentException if it is no event
   */
  static StoredEvent read(ResultSet rows) throws SQLException {
    DomainEvent event =
        new DomainEvent(
            required(rows, Column.EVENT_ID),
            EventKind.of(required(rows, Column.KIND)),
            Micros.instant(rows.getLong(Column.TIMESTAMP.place() + 1)),
            required(rows, Column.CORRELATION_ID),
            text(rows, Column.CAUSATION_ID),
            scope(rows),
            text(rows, Column.PLAN_ID),
            text(rows, Column.ROOT_PLAN_ID),
            text(rows, Column.SESSION_ID),
            text(rows, Column.ACTOR_NAME),
            text(rows, Column.PROJECT_NAME),
            details(required(rows, Column.DETAILS)));
    return new StoredEvent(
        rows.getLong(1), Micros.instant(rows.getLong(Column.RECEIVED_AT.place() + 1)), event);
  }

  private static EventScope scope(ResultSet rows) throws SQLException {
    String project = required(rows, Column.PROJECT_ID);
    return new EventScope(
        text(rows, Column.ORGANIZATION_ID),
        text(rows, Column.WORKSPACE_ID),
        project.isEmpty() ? null : project,
        text(rows, Column.USER_ID));
  }

  private static Map<String, Object> details(String json) {
    return JSON.read(BEFORE_DETAILS + json + "}").details();
  }

  private static @Nullable String text(ResultSet rows, Column column) throws SQLException {
    return rows.getString(column.place() + 1);
  }

  private static String required(ResultSet rows, Column column) throws SQLException {
    String text = text(rows, column);
    if (text == null) {
      throw new IllegalArgumentException("the column " + column + " is empty");
    }
    return text;
  }
}
