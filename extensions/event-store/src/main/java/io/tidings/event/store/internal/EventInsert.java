package io.tidings.event.store.internal;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The statement that inserts into the event table. Stateless. */
public final class EventInsert {

  public static final List<Column> COLUMNS = List.of(Column.values());

  /** The source of one row, one parameter for each column. */
  public static final String VALUES =
      "VALUES (" + String.join(", ", Collections.nCopies(COLUMNS.size(), "?")) + ")";

  private EventInsert() {}

  /** Returns the SQL; a row whose project and event id are stored already is skipped. */
  public static String sql(String table, String rows) {
    return "INSERT INTO %s (%s) %s ON CONFLICT (event_id, project) DO NOTHING"
        .formatted(table, names(COLUMNS), rows);
  }

  public static String names(List<Column> columns) {
    return columns.stream().map(Column::toString).collect(Collectors.joining(", "));
  }

  /** Sets the parameters of a statement with {@link #VALUES}. */
  public static void bind(PreparedStatement insert, RowValues row) throws SQLException {
    for (Column column : COLUMNS) {
      bind(insert, column, row.get(column));
    }
  }

  private static void bind(PreparedStatement insert, Column column, @Nullable Object value)
      throws SQLException {
    if (value instanceof Long number) {
      insert.setLong(column.parameter(), number);
    } else if (value instanceof byte[] bytes) {
      insert.setBytes(column.parameter(), bytes);
    } else if (value == null) {
      insert.setNull(column.parameter(), Types.NULL);
    } else {
      insert.setString(column.parameter(), (String) value);
    }
  }

  /**
   * The result of an insert. Immutable.
   *
   * @param stored the indexes of the rows that were new
   * @param first a position at or before the first one assigned
   * @param last the last position assigned; less than {@code first} if none was
   */
  public record Inserted(BitSet stored, long first, long last) {}
}
