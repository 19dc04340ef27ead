package io.tidings.event.store.internal.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The copy of a table's rows from one file to another, with their row ids, and byte by byte. The
 * new table exists and is empty. Confined to one thread.
 */
final class TableCopy {

  private static final int BATCH = 1_000;

  /** The column with its type; a text as its bytes, which need not be UTF-8. */
  private static final String SELECTED =
      "typeof(%1$s), CASE typeof(%1$s) WHEN 'text' THEN CAST(%1$s AS BLOB) ELSE %1$s END";

  private final Connection from;
  private final Connection to;
  private final String table;

  TableCopy(Connection from, Connection to, String table) {
    this.from = from;
    this.to = to;
    this.table = table;
  }

  void run() throws SQLException {
    List<String> columns = columns();
    String quoted = quoted(table);
    String selected = columns.stream().map(SELECTED::formatted).collect(Collectors.joining(", "));
    String inserted =
        IntStream.range(0, columns.size())
            .mapToObj(
                i ->
                    "CASE ?%1$d WHEN 'text' THEN CAST(?%2$d AS TEXT) ELSE ?%2$d END"
                        .formatted(2 * i + 1, 2 * i + 2))
            .collect(Collectors.joining(", "));
    try (PreparedStatement select =
            from.prepareStatement("SELECT " + selected + " FROM " + quoted);
        ResultSet rows = select.executeQuery();
        PreparedStatement insert =
            to.prepareStatement(
                "INSERT INTO %s (%s) VALUES (%s)"
                    .formatted(quoted, String.join(", ", columns), inserted))) {
      copy(rows, insert, columns.size());
    }
  }

  private static void copy(ResultSet rows, PreparedStatement insert, int columns)
      throws SQLException {
    int waiting = 0;
    while (rows.next()) {
      for (int i = 1; i <= 2 * columns; i += 2) {
        String type = rows.getString(i);
        insert.setString(i, type);
        bind(insert, i + 1, type, rows);
      }
      insert.addBatch();
      if (++waiting == BATCH) {
        insert.executeBatch();
        waiting = 0;
      }
    }
    insert.executeBatch();
  }

  private static void bind(PreparedStatement insert, int index, String type, ResultSet row)
      throws SQLException {
    switch (type) {
      case "integer" -> insert.setLong(index, row.getLong(index));
      case "real" -> insert.setDouble(index, row.getDouble(index));
      case "null" -> insert.setNull(index, Types.NULL);
      default -> {
        byte[] bytes = row.getBytes(index);
        insert.setBytes(index, bytes == null ? new byte[0] : bytes);
      }
    }
  }

  /** Returns the stored columns in quotes, preceded by the row id if there is one. */
  private List<String> columns() throws SQLException {
    List<String> columns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    try (PreparedStatement select =
        from.prepareStatement("SELECT name, hidden FROM pragma_table_xinfo(?)")) {
      select.setString(1, table);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1).toLowerCase(Locale.ROOT));
          if (rows.getInt(2) == 0) {
            columns.add(quoted(rows.getString(1)));
          }
        }
      }
    }
    if (hasRowId()) {
      for (String alias : new String[] {"rowid", "_rowid_", "oid"}) {
        if (!names.contains(alias)) {
          columns.add(0, alias);
          break;
        }
      }
    }
    return columns;
  }

  private boolean hasRowId() throws SQLException {
    try (PreparedStatement select =
        from.prepareStatement(
            "SELECT wr FROM pragma_table_list WHERE schema = 'main' AND lower(name) = lower(?)")) {
      select.setString(1, table);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() && rows.getInt(1) == 0;
      }
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
