package io.tidings.event.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Many rows in one statement: an array for each column, and back come the keys of those that were
 * not there. Whatever the driver makes of batches has no part in it. Stateless.
 */
final class PostgresInsert {

  /** How many rows go in one statement. */
  static final int ROWS = 1_000;

  /** How much of details does, in characters, unless one row alone has more. */
  static final int CHARACTERS = 4 << 20;

  private PostgresInsert() {}

  /** Returns the statement; rows get their places in the order in which they are given. */
  static String sql(String table) {
    String columns = EventTable.names(EventTable.COLUMNS);
    String arrays =
        EventTable.COLUMNS.stream()
            .map(column -> "?::" + type(column) + "[]")
            .collect(Collectors.joining(", "));
    String rows =
        "SELECT %1$s FROM unnest(%2$s) WITH ORDINALITY AS given (%1$s, place) ORDER BY place"
            .formatted(columns, arrays);
    return EventTable.insert(table, rows) + " RETURNING project_id, event_id";
  }

  private static String type(Column column) {
    return column.isNumber() ? "bigint" : "text";
  }

  /** Stores rows, and tells of each whether it was not there: of equal keys the first was not. */
  static boolean[] run(PreparedStatement insert, List<EventRow> rows, long receivedAt)
      throws SQLException {
    boolean[] stored = new boolean[rows.size()];
    for (int from = 0; from < rows.size(); ) {
      int to = end(rows, from);
      Set<EventKey> keys = keys(insert, rows.subList(from, to), receivedAt);
      for (int i = from; i < to; i++) {
        stored[i] = keys.remove(EventKey.of(rows.get(i).event()));
      }
      from = to;
    }
    return stored;
  }

  private static int end(List<EventRow> rows, int from) {
    int to = from + 1;
    long characters = rows.get(from).details().length();
    while (to < rows.size() && to - from < ROWS) {
      characters += rows.get(to).details().length();
      if (characters > CHARACTERS) {
        break;
      }
      to++;
    }
    return to;
  }

  private static Set<EventKey> keys(PreparedStatement insert, List<EventRow> rows, long receivedAt)
      throws SQLException {
    bind(insert, rows.stream().map(row -> EventTable.values(row, receivedAt)).toList());
    Set<EventKey> keys = new HashSet<>();
    try (ResultSet stored = insert.executeQuery()) {
      while (stored.next()) {
        keys.add(new EventKey(stored.getString(1), stored.getString(2)));
      }
    }
    return keys;
  }

  private static void bind(PreparedStatement insert, List<@Nullable Object[]> rows)
      throws SQLException {
    Connection connection = insert.getConnection();
    for (Column column : EventTable.COLUMNS) {
      @Nullable Object[] values =
          column.isNumber() ? new Long[rows.size()] : new String[rows.size()];
      IntStream.range(0, values.length).forEach(i -> values[i] = rows.get(i)[column.place() - 1]);
      Array array = connection.createArrayOf(type(column), values);
      insert.setArray(column.place(), array);
    }
  }
}
