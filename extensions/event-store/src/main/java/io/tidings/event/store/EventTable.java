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

  static final List<Column> COLUMNS = List.of(Column.values());

  private static final int CORRUPT = 11;

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

  private EventTable() {}

  /** Returns what stores a row in a table, unless one of its project and event id is there. */
  static String insert(String table, String row) {
    return "INSERT INTO %s (%s) %s ON CONFLICT (project_id, event_id) DO NOTHING"
        .formatted(table, names(COLUMNS), row);
  }

  /** Returns what reads the rows of so many pairs of event id and project. */
  static String find(String table, int keys) {
    return """
    WITH given (id, project) AS (VALUES %s)
    SELECT %s FROM given JOIN %s ON event_id = id AND project_id = project\
    """
        .formatted(String.join(", ", Collections.nCopies(keys, "(?, ?)")), READ, table);
  }

  static String names(List<Column> columns) {
    return columns.stream().map(Column::toString).collect(Collectors.joining(", "));
  }

  /** Returns the project as the table has it: absent is empty, so that keys are compared. */
  static String project(DomainEvent event) {
    String project = event.scope().project();
    return project == null ? "" : project;
  }

  /** Returns the values of a row, texts and Longs, in the order of {@link Column}. */
  static @Nullable Object[] values(EventRow row, long receivedAt) {
    DomainEvent event = row.event();
    EventScope scope = event.scope();
    return new @Nullable Object[] {
      project(event),
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
      row.requestType(),
      row.details(),
      row.toolName(),
      row.durationMs()
    };
  }

  /** Sets the parameters of {@link #insert}. */
  static void bind(PreparedStatement insert, EventRow row, long receivedAt) throws SQLException {
    @Nullable Object[] values = values(row, receivedAt);
    for (Column column : COLUMNS) {
      Object value = values[column.place() - 1];
      if (value instanceof Long number) {
        insert.setLong(column.place(), number);
      } else if (column.isNumber()) {
        insert.setNull(column.place(), Types.BIGINT);
      } else {
        insert.setString(column.place(), (String) value);
      }
    }
  }

  /**
   * Reads the row at which {@code rows} stands.
   *
   * @throws SQLException if it is no event, which every database takes for damage
   */
  static StoredEvent read(ResultSet rows) throws SQLException {
    try {
      return event(rows);
    } catch (IllegalArgumentException noEvent) {
      throw damaged(noEvent);
    }
  }

  /** Reads the kind in a column. */
  static EventKind kind(ResultSet rows, int column) throws SQLException {
    try {
      return EventKind.of(String.valueOf(rows.getString(column)));
    } catch (IllegalArgumentException noKind) {
      throw damaged(noKind);
    }
  }

  /** With what both databases say of damage: a state of PostgreSQL's, a code of SQLite's. */
  private static SQLException damaged(IllegalArgumentException noEvent) {
    return new SQLException("a row of it is no event", "XX001", CORRUPT, noEvent);
  }

  private static StoredEvent event(ResultSet rows) throws SQLException {
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

  /**
   * Reads details.
   *
   * @throws IllegalArgumentException if they are none
   */
  static Map<String, Object> details(String json) {
    return JSON.readDetails(json);
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
