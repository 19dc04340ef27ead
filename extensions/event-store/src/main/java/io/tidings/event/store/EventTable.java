package io.tidings.event.store;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.store.internal.Column;
import io.tidings.event.store.internal.EventInsert;
import io.tidings.event.store.internal.StoredDetails;
import io.tidings.event.store.spi.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Reader of the rows of the event table. Stateless. */
final class EventTable {

  /** The columns to select, in this order; those after the details are derived from them. */
  static final String READ =
      "seq, " + EventInsert.names(EventInsert.COLUMNS.subList(0, Column.DETAILS.parameter()));

  private static final int CORRUPT = 11;

  private EventTable() {}

  /** Returns the query of rows by pairs of event id and project. */
  static String find(String table, int keys) {
    return """
    WITH given (id, project) AS (VALUES %s)
    SELECT %s FROM given JOIN %s ON event_id = id AND project_id = project\
    """
        .formatted(String.join(", ", Collections.nCopies(keys, "(?, ?)")), READ, table);
  }

  /**
   * Reads the current row.
   *
   * @param catalog has the kind of the event
   * @throws SQLException if the row is not an event, with the codes of damage in both databases
   */
  static StoredEvent read(ResultSet rows, EventCatalog catalog) throws SQLException {
    try {
      return event(rows, catalog);
    } catch (IllegalArgumentException noEvent) {
      throw damaged(noEvent);
    }
  }

  /** Reads the kind in a column; a catalogue has its constant. */
  static EventKind kind(ResultSet rows, int column, EventCatalog catalog) throws SQLException {
    try {
      return catalog.kind(String.valueOf(rows.getString(column)));
    } catch (IllegalArgumentException noKind) {
      throw damaged(noKind);
    }
  }

  /** Returns an exception with PostgreSQL's state and SQLite's code for damage. */
  private static SQLException damaged(IllegalArgumentException noEvent) {
    return new SQLException("a row of it is no event", "XX001", CORRUPT, noEvent);
  }

  private static StoredEvent event(ResultSet rows, EventCatalog catalog) throws SQLException {
    DomainEvent event =
        new DomainEvent(
            required(rows, Column.EVENT_ID),
            catalog.kind(required(rows, Column.KIND)),
            Micros.instant(rows.getLong(result(Column.TIMESTAMP))),
            required(rows, Column.CORRELATION_ID),
            text(rows, Column.CAUSATION_ID),
            scope(rows),
            text(rows, Column.PLAN_ID),
            text(rows, Column.ROOT_PLAN_ID),
            text(rows, Column.SESSION_ID),
            text(rows, Column.ACTOR_NAME),
            text(rows, Column.PROJECT_NAME),
            text(rows, Column.TRACE_ID),
            text(rows, Column.SPAN_ID),
            StoredDetails.read(required(rows, Column.DETAILS)));
    return new StoredEvent(
        rows.getLong(1), Micros.instant(rows.getLong(result(Column.RECEIVED_AT))), event);
  }

  private static EventScope scope(ResultSet rows) throws SQLException {
    String project = required(rows, Column.PROJECT_ID);
    return new EventScope(
        text(rows, Column.ORGANIZATION_ID),
        text(rows, Column.WORKSPACE_ID),
        project.isEmpty() ? null : project,
        text(rows, Column.USER_ID));
  }

  /** Returns the index of a column in the result of {@link #READ}. */
  private static int result(Column column) {
    return column.parameter() + 1;
  }

  private static @Nullable String text(ResultSet rows, Column column) throws SQLException {
    return rows.getString(result(column));
  }

  private static String required(ResultSet rows, Column column) throws SQLException {
    String text = text(rows, column);
    if (text == null) {
      throw new IllegalArgumentException("the column " + column + " is empty");
    }
    return text;
  }
}
