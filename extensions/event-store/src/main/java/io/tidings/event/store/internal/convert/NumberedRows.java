package io.tidings.event.store.internal.convert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table of the dictionary, found by their unique values or inserted. The numbers of
 * the latest ones are in memory. Confined to one thread.
 */
final class NumberedRows implements AutoCloseable {

  /** The greatest number of rows in memory; a name has at most 256 characters. */
  private static final int CACHED = 20_000;

  private static final float LOAD = 0.75f;

  private final PreparedStatement select;
  private final PreparedStatement insert;
  private final int keys;
  private final Map<List<Object>, Long> cache =
      new LinkedHashMap<>(16, LOAD, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Object>, Long> eldest) {
          return size() > CACHED;
        }
      };

  /**
   * Creates the rows.
   *
   * @param keys the number of columns, from the first one on, that are unique together
   */
  NumberedRows(Connection connection, String table, int keys, String... columns)
      throws SQLException {
    this.keys = keys;
    String found =
        Stream.of(columns)
            .limit(keys)
            .map(column -> column + " = ?")
            .collect(Collectors.joining(" AND "));
    this.select = connection.prepareStatement("SELECT id FROM " + table + " WHERE " + found);
    this.insert =
        connection.prepareStatement(
            "INSERT INTO %s (%s) VALUES (%s) RETURNING id"
                .formatted(
                    table,
                    String.join(", ", columns),
                    String.join(", ", Arrays.stream(columns).map(column -> "?").toList())));
  }

  /** Returns the number of the row with these values, which is inserted if it is absent. */
  long number(List<Object> values) throws SQLException {
    List<Object> key = values.subList(0, keys);
    Long cached = cache.get(key);
    if (cached != null) {
      return cached;
    }
    Long stored = number(select, key);
    Long number = stored == null ? number(insert, values) : stored;
    if (number == null) {
      throw new SQLException("an inserted row has no number");
    }
    cache.put(List.copyOf(key), number);
    return number;
  }

  private static @Nullable Long number(PreparedStatement statement, List<Object> values)
      throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
    try (ResultSet rows = statement.executeQuery()) {
      return rows.next() ? rows.getLong(1) : null;
    }
  }

  @Override
  public void close() throws SQLException {
    select.close();
    insert.close();
  }
}
