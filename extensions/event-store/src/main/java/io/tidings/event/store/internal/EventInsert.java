package io.tidings.event.store.internal;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The statement that inserts into the event table. Stateless. */
public final class EventInsert {

  public static final List<Column> COLUMNS = List.of(Column.values());

  /** The source of one row, one parameter for each column. */
  public static final String VALUES =
      "VALUES (" + String.join(", ", Collections.nCopies(COLUMNS.size(), "?")) + ")";

  private EventInsert() {}

  /** Returns the SQL; a row whose project and event id are stored already is skipped. */
  public static String sql(String table, String rows) {
    return "INSERT INTO %s (%s) %s ON CONFLICT (project_id, event_id) DO NOTHING"
        .formatted(table, names(COLUMNS), rows);
  }

  public static String names(List<Column> columns) {
    return columns.stream().map(Column::toString).collect(Collectors.joining(", "));
  }

  /** Sets the parameters of a statement with {@link #VALUES}. */
  public static void bind(PreparedStatement insert, RowValues row) throws SQLException {
    for (Column column : COLUMNS) {
      Object value = row.get(column);
      if (value instanceof Long number) {
        insert.setLong(column.parameter(), number);
      } else if (column.isNumber()) {
        insert.setNull(column.parameter(), Types.BIGINT);
      } else {
        insert.setString(column.parameter(), (String) value);
      }
    }
  }
}
