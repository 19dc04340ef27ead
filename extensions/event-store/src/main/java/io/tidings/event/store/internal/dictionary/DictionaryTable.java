package io.tidings.event.store.internal.dictionary;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A table of the dictionary: each row has a number and a unique key, of texts or numbers.
 * Immutable.
 *
 * @param name the name of the table, without its schema
 * @param key the columns of the key
 * @param values the columns to insert, which start with those of the key
 * @param isOfTexts whether the key is a text rather than numbers
 */
record DictionaryTable(String name, List<String> key, List<String> values, boolean isOfTexts) {

  static final DictionaryTable NAMES =
      new DictionaryTable("trail_name", List.of("text"), List.of("text"), true);
  static final DictionaryTable KINDS =
      new DictionaryTable("trail_kind", List.of("kind"), List.of("kind", "category"), true);
  static final DictionaryTable SCOPES = of("trail_scope", "project", "organization", "workspace");
  static final DictionaryTable CONTEXTS =
      of("trail_context", "session", "plan", "root_plan", "usr", "scope", "project_name");

  /** The number of rows in one statement. */
  private static final int ROWS = 50;

  private static final String SERIALIZATION_FAILURE = "40001";

  private static DictionaryTable of(String name, String... columns) {
    return new DictionaryTable(name, List.of(columns), List.of(columns), false);
  }

  /**
   * Returns the number of each row, and inserts those that are missing, in the order of their keys,
   * so that two transactions do not wait for each other.
   *
   * @param rows values in the order of the columns
   */
  Map<List<Object>, Long> numbers(
      Connection connection, String schema, Collection<List<Object>> rows) throws SQLException {
    Map<List<Object>, Long> numbers = new HashMap<>();
    find(connection, schema, rows, numbers);
    List<List<Object>> missing = missing(rows, numbers);
    if (!missing.isEmpty()) {
      missing.sort(DictionaryTable::compare);
      insert(connection, schema, missing, numbers);
      find(connection, schema, missing(missing, numbers), numbers);
      if (!missing(missing, numbers).isEmpty()) {
        throw new SQLException(
            "a row of " + name + " that was stored meanwhile is not visible",
            SERIALIZATION_FAILURE);
      }
    }
    return numbers;
  }

  private List<List<Object>> missing(
      Collection<List<Object>> rows, Map<List<Object>, Long> numbers) {
    return rows.stream()
        .filter(row -> !numbers.containsKey(keyOf(row)))
        .distinct()
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private List<Object> keyOf(List<Object> row) {
    return row.size() == key.size() ? row : List.copyOf(row.subList(0, key.size()));
  }

  private static int compare(List<Object> one, List<Object> other) {
    for (int i = 0; i < one.size(); i++) {
      int order =
          one.get(i) instanceof String text
              ? text.compareTo((String) other.get(i))
              : Long.compare((Long) one.get(i), (Long) other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private void find(
      Connection connection,
      String schema,
      Collection<List<Object>> rows,
      Map<List<Object>, Long> numbers)
      throws SQLException {
    List<List<Object>> keys = rows.stream().map(this::keyOf).distinct().toList();
    String one = key.stream().map(each -> each + " = ?").collect(Collectors.joining(" AND "));
    for (int from = 0; from < keys.size(); from += ROWS) {
      List<List<Object>> some = keys.subList(from, Math.min(keys.size(), from + ROWS));
      String sql =
          "SELECT id, %s FROM %s%s WHERE (%s)"
              .formatted(
                  String.join(", ", key),
                  schema,
                  name,
                  String.join(") OR (", Collections.nCopies(some.size(), one)));
      read(connection, sql, some, numbers);
    }
  }

  private void insert(
      Connection connection,
      String schema,
      List<List<Object>> rows,
      Map<List<Object>, Long> numbers)
      throws SQLException {
    String one = "(" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")";
    for (int from = 0; from < rows.size(); from += ROWS) {
      List<List<Object>> some = rows.subList(from, Math.min(rows.size(), from + ROWS));
      String sql =
          "INSERT INTO %s%s (%s) VALUES %s ON CONFLICT (%s) DO NOTHING RETURNING id, %5$s"
              .formatted(
                  schema,
                  name,
                  String.join(", ", values),
                  String.join(", ", Collections.nCopies(some.size(), one)),
                  String.join(", ", key));
      read(connection, sql, some, numbers);
    }
  }

  private void read(
      Connection connection, String sql, List<List<Object>> rows, Map<List<Object>, Long> numbers)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int parameter = 1;
      for (List<Object> row : rows) {
        for (Object value : row) {
          bind(statement, parameter++, value);
        }
      }
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          numbers.put(key(found), found.getLong(1));
        }
      }
    }
  }

  private List<Object> key(ResultSet row) throws SQLException {
    List<Object> read = new ArrayList<>(key.size());
    for (int i = 0; i < key.size(); i++) {
      read.add(isOfTexts ? row.getString(i + 2) : (Object) row.getLong(i + 2));
    }
    return List.copyOf(read);
  }

  private static void bind(PreparedStatement statement, int parameter, Object value)
      throws SQLException {
    if (value instanceof Long number) {
      statement.setLong(parameter, number);
    } else {
      statement.setString(parameter, (String) value);
    }
  }
}
