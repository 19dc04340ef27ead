package io.tidings.event.store.internal.postgres;

import io.tidings.event.store.internal.Column;
import io.tidings.event.store.internal.EventInsert;
import io.tidings.event.store.internal.EventInsert.Inserted;
import io.tidings.event.store.internal.RowKey;
import io.tidings.event.store.internal.RowValues;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Insert of many rows by one statement with an array for each column, which returns the keys of the
 * new rows. Independent of the driver's batches. Stateless.
 */
public final class PostgresInsert {

  /** The greatest number of rows of one statement. */
  public static final int ROWS = 1_000;

  /** The most characters of details in one statement, unless a single row has more. */
  public static final int CHARACTERS = 4 << 20;

  private PostgresInsert() {}

  /** Returns the statement; rows get their positions in the order of the arrays. */
  static String sql(String table) {
    String columns = EventInsert.names(EventInsert.COLUMNS);
    String arrays =
        EventInsert.COLUMNS.stream()
            .map(column -> "?::" + type(column) + "[]")
            .collect(Collectors.joining(", "));
    String rows =
        "SELECT %1$s FROM unnest(%2$s) WITH ORDINALITY AS given (%1$s, place) ORDER BY place"
            .formatted(columns, arrays);
    return EventInsert.sql(table, rows) + " RETURNING project, event_id, seq";
  }

  private static String type(Column column) {
    return switch (column.type()) {
      case NUMBER -> "bigint";
      case TEXT -> "text";
      case ID -> "bytea";
    };
  }

  /** Inserts rows; of equal keys the first is new. */
  static Inserted run(PreparedStatement insert, List<RowValues> rows) throws SQLException {
    BitSet stored = new BitSet(rows.size());
    long first = Long.MAX_VALUE;
    long last = 0;
    for (int from = 0; from < rows.size(); ) {
      int to = end(rows, from);
      Map<RowKey, Long> keys = keys(insert, rows.subList(from, to));
      for (Long seq : keys.values()) {
        first = Math.min(first, seq);
        last = Math.max(last, seq);
      }
      for (int i = from; i < to; i++) {
        stored.set(i, keys.remove(rows.get(i).key()) != null);
      }
      from = to;
    }
    return new Inserted(stored, first, last);
  }

  private static int end(List<RowValues> rows, int from) {
    int to = from + 1;
    long characters = rows.get(from).text(Column.DETAILS).length();
    while (to < rows.size() && to - from < ROWS) {
      characters += rows.get(to).text(Column.DETAILS).length();
      if (characters > CHARACTERS) {
        break;
      }
      to++;
    }
    return to;
  }

  private static Map<RowKey, Long> keys(PreparedStatement insert, List<RowValues> rows)
      throws SQLException {
    bind(insert, rows);
    Map<RowKey, Long> keys = new HashMap<>();
    try (ResultSet stored = insert.executeQuery()) {
      while (stored.next()) {
        keys.put(RowKey.of(stored.getLong(1), stored.getBytes(2)), stored.getLong(3));
      }
    }
    return keys;
  }

  private static void bind(PreparedStatement insert, List<RowValues> rows) throws SQLException {
    Connection connection = insert.getConnection();
    for (Column column : EventInsert.COLUMNS) {
      @Nullable Object[] values =
          switch (column.type()) {
            case NUMBER -> new Long[rows.size()];
            case TEXT -> new String[rows.size()];
            case ID -> new byte[rows.size()][];
          };
      IntStream.range(0, values.length).forEach(i -> values[i] = rows.get(i).get(column));
      Array array = connection.createArrayOf(type(column), values);
      insert.setArray(column.parameter(), array);
    }
  }
}
