package io.tidings.event.store.internal.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of the current schema's catalog with declared objects. Objects of others are
 * ignored unless they have a declared name or act on a declared table. Stateless.
 */
final class PostgresSchema {

  private static final String OURS =
      " c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())"
          + " AND c.relname = ANY (?)";

  private static final String RELATIONS =
      """
      SELECT c.relname,
        CASE c.relkind WHEN 'r' THEN 'table' WHEN 'i' THEN 'index' WHEN 'v' THEN 'view'
          WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table'
          WHEN 'p' THEN 'partitioned table' WHEN 'S' THEN 'sequence' ELSE 'type' END,
        CASE c.relkind WHEN 'i' THEN pg_get_indexdef(c.oid, 0, true) END
      FROM pg_class c WHERE\
      """
          + OURS;

  /** The objects and settings that change the effect of statements on a table. */
  private static final String ACTING =
      """
      SELECT 'trigger ' || t.tgname, c.relname
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND%1$s
      UNION ALL SELECT 'rule ' || r.rulename, c.relname
        FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class WHERE c.relkind = 'r' AND%1$s
      UNION ALL SELECT 'policy ' || p.polname, c.relname
        FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE%1$s
      UNION ALL SELECT 'row-level security', c.relname
        FROM pg_class c WHERE (c.relrowsecurity OR c.relforcerowsecurity) AND%1$s
      UNION ALL SELECT 'parent or child table', c.relname
        FROM pg_inherits i JOIN pg_class c ON c.oid IN (i.inhrelid, i.inhparent)
        WHERE c.relkind = 'r' AND%1$s
      UNION ALL SELECT 'storage without a log (UNLOGGED)', c.relname
        FROM pg_class c WHERE c.relkind = 'r' AND c.relpersistence <> 'p' AND%1$s
      LIMIT 1\
      """
          .formatted(OURS);

  private static final String CONSTRAINTS =
      """
      SELECT 'constraint ' || k.conname, c.relname
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
      WHERE k.contype IN ('c', 'f', 'u', 'x') AND%s LIMIT 1\
      """
          .formatted(OURS);

  /** Columns in the form of {@link DeclaredObjects#tables}. */
  private static final String COLUMNS =
      """
      SELECT c.relname, concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod),
        l.collname, nullif(a.attidentity, ''), nullif(a.attgenerated, ''),
        CASE WHEN a.attnotnull THEN 'not null' END)
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        LEFT JOIN pg_collation l ON l.oid = a.attcollation
      WHERE a.attnum > 0 AND NOT a.attisdropped AND\
      """
          + OURS;

  private PostgresSchema() {}

  /**
   * Returns how the current schema differs, as the rest of a message about it; null if it does not.
   *
   * @param exactly whether columns, constraints and indexes are compared, too
   */
  static @Nullable String difference(
      Connection connection, DeclaredObjects declared, boolean exactly) throws SQLException {
    Set<String> tables = declared.tables().keySet();
    if (tables.isEmpty()) {
      return null;
    }
    String problem = relations(connection, declared, exactly);
    if (problem == null) {
      problem = acting(connection, ACTING, tables);
    }
    if (problem == null && exactly) {
      problem = acting(connection, CONSTRAINTS, tables);
    }
    return problem == null && exactly ? columns(connection, declared.tables()) : problem;
  }

  private static @Nullable String relations(
      Connection connection, DeclaredObjects declared, boolean exactly) throws SQLException {
    Map<String, String> kinds = new HashMap<>();
    Map<String, String> indexes = new HashMap<>();
    Set<String> names = new TreeSet<>(declared.tables().keySet());
    names.addAll(declared.indexes().keySet());
    names.addAll(declared.views());
    for (String[] row : rows(connection, RELATIONS, names, 3)) {
      kinds.put(row[0], row[1]);
      if (row[2] != null) {
        indexes.put(row[0], DeclaredObjects.normalized(row[2]));
      }
    }
    for (String name : names) {
      String expected = kind(declared, name);
      String actual = kinds.get(name);
      boolean absent = actual == null && exactly;
      if (absent || (actual != null && !actual.equals(expected))) {
        return absent ? lacks(expected, name) : foreign(actual, name);
      }
      if (exactly
          && expected.equals("index")
          && !Objects.equals(declared.indexes().get(name), indexes.get(name))) {
        return foreign(expected, name);
      }
    }
    return null;
  }

  private static String kind(DeclaredObjects declared, String name) {
    return declared.tables().containsKey(name)
        ? "table"
        : declared.views().contains(name) ? "view" : "index";
  }

  private static String lacks(String kind, String name) {
    return "lacks its %s %s; restore it from a backup, or name another schema"
        .formatted(kind, name);
  }

  private static String foreign(@Nullable String kind, String name) {
    return ("has a %s %s that is not its own; rename or drop it, and restore the trail's own from a"
            + " backup, or name another schema")
        .formatted(kind, name);
  }

  private static @Nullable String acting(
      Connection connection, String sql, Collection<String> tables) throws SQLException {
    for (String[] row : rows(connection, sql, tables, 2)) {
      return "has a %s on its table %s, which could change or hide events; remove it"
          .formatted(row[0], row[1]);
    }
    return null;
  }

  private static @Nullable String columns(Connection connection, Map<String, Set<String>> expected)
      throws SQLException {
    Map<String, Set<String>> actual = new HashMap<>();
    for (String[] row : rows(connection, COLUMNS, expected.keySet(), 2)) {
      actual.computeIfAbsent(row[0], table -> new TreeSet<>()).add(row[1]);
    }
    for (Map.Entry<String, Set<String>> table : expected.entrySet()) {
      if (!table.getValue().equals(actual.get(table.getKey()))) {
        return foreign("table", table.getKey());
      }
    }
    return null;
  }

  private static List<String[]> rows(
      Connection connection, String sql, Collection<String> names, int columns)
      throws SQLException {
    Array parameter = connection.createArrayOf("text", names.toArray());
    List<String[]> rows = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 1; i <= sql.chars().filter(c -> c == '?').count(); i++) {
        select.setArray(i, parameter);
      }
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          String[] row = new String[columns];
          for (int i = 0; i < columns; i++) {
            row[i] = result.getString(i + 1);
          }
          rows.add(row);
        }
      }
    }
    return rows;
  }
}
