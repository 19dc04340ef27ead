package io.tidings.event.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How several processes give places in one trail, and how a reader knows up to where all of them
 * are settled; the argument is in {@code docs/concurrency.md}. Immutable but for the warning;
 * thread-safe.
 *
 * <p>Before a transaction takes its first place it takes a shared advisory lock on the number that
 * was the last one given, and keeps it to its end. A reader takes the last number given, then the
 * least of those locked: whatever is at or below both was given by a transaction that has ended.
 */
final class PostgresPlaces {

  /** Two keys of a lock, the table and the lower half of the number. */
  private static final String ANNOUNCE =
      """
      SELECT pg_advisory_xact_lock_shared('%1$s'::regclass::oid::int,
               (((given + 2147483648) & 4294967295) - 2147483648)::int),
             pg_notify('tidings_' || '%1$s'::regclass::oid, '')
      FROM (SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS given FROM %2$s) s\
      """;

  /**
   * The locks are looked at for the row of the sequence, so after it was read. A lock taken
   * meanwhile may be on a number beyond: halves are compared as on a circle.
   */
  private static final String HORIZON =
      """
      SELECT given, (SELECT min(given
          - (((given - l.objid::bigint + 2147483648) & 4294967295) - 2147483648)) %3$s)
      FROM (SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS given FROM %2$s) s\
      """;

  private static final String OLDEST =
      """
      SELECT a.pid, a.application_name,
        extract(epoch FROM clock_timestamp() - a.xact_start)::bigint AS seconds
      FROM pg_stat_activity a WHERE a.pid IN (SELECT l.pid %3$s)
      ORDER BY a.xact_start LIMIT 1\
      """;

  private final String table;
  private final String announce;
  private final String horizon;
  private final String oldest;
  private final OpenAppendWarning warning;

  /** Creates the places of the trail in a schema, given as it is quoted in SQL. */
  PostgresPlaces(String schema, OpenAppendWarning warning) {
    this.table = schema + ".event";
    this.announce = in(schema, ANNOUNCE);
    this.horizon = in(schema, HORIZON);
    this.oldest = in(schema, OLDEST);
    this.warning = warning;
  }

  private static String in(String schema, String sql) {
    String literal = schema.replace("'", "''") + ".event";
    return sql.formatted(literal, schema + ".event_seq_seq", held(literal));
  }

  /** Returns what holds readers of the trail back. */
  private static String held(String table) {
    return """
        FROM pg_locks l WHERE l.locktype = 'advisory' AND l.objsubid = 2
          AND l.classid = '%s'::regclass::oid
          AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())\
        """
        .formatted(table);
  }

  String table() {
    return table;
  }

  /** Returns the statement that tells on which channel an append is announced. */
  String channel() {
    return "SELECT 'tidings_' || '" + table.replace("'", "''") + "'::regclass::oid";
  }

  void announce(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(announce);
    }
  }

  long horizon(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(horizon)) {
      rows.next();
      long given = rows.getLong(1);
      long held = rows.getLong(2);
      if (rows.wasNull() || held >= given) {
        return given;
      }
      warn(statement, held);
      return held;
    }
  }

  private void warn(Statement statement, long held) throws SQLException {
    if (warning.isDue()) {
      try (ResultSet rows = statement.executeQuery(oldest)) {
        if (rows.next()) {
          warning.of(rows.getInt(1), rows.getString(2), rows.getLong(3), held);
        }
      }
    }
  }

  /** Tells whether a connection leads to the database in which these places are. */
  boolean isIn(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT to_regclass('" + table.replace("'", "''") + "') IS NOT NULL")) {
      return rows.next() && rows.getBoolean(1);
    }
  }
}
