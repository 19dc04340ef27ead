package io.tidings.event.store.internal.postgres;

import io.tidings.event.internal.Durations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Assignment of positions by several processes, and the horizon up to which all of them are
 * settled; the argument is in {@code docs/concurrency.md}. Immutable but for the warning;
 * thread-safe.
 *
 * <p>Before its first position a transaction takes a shared advisory lock on the last position
 * assigned, and holds it to its end. A reader takes the last position assigned, then the least one
 * locked: every position at or below both was assigned by a transaction that has ended.
 */
public final class PostgresPositions {

  /** The horizon on a standby, which does not show open appends. */
  static final long UNKNOWN = -1;

  /** Makes commits durable where the server's default does not. */
  private static final String FORCE =
      """
      SELECT CASE WHEN current_setting('synchronous_commit') = 'off'
        THEN set_config('synchronous_commit', 'on', true) END\
      """;

  /** The two keys of a lock: the table and the lower half of the position. */
  private static final String LOCK =
      """
      , pg_advisory_xact_lock_shared('%1$s'::regclass::oid::int,
          (((given + 2147483648) & 4294967295) - 2147483648)::int)
      FROM (SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS given FROM %2$s) s\
      """;

  private static final String BEGIN = FORCE + ", set_config('lock_timeout', '%4$s', true)" + LOCK;

  private static final String ANNOUNCE =
      "SELECT pg_notify('tidings_' || '%1$s'::regclass::oid, '')" + LOCK;

  private static final String NOTIFY = "SELECT pg_notify('tidings_' || '%1$s'::regclass::oid, ?)";

  /**
   * Reads the locks after the sequence. A lock taken meanwhile may be on a position beyond: halves
   * are compared as on a circle.
   */
  private static final String HORIZON =
      """
      SELECT given, (SELECT min(given
          - (((given - l.objid::bigint + 2147483648) & 4294967295) - 2147483648)) %3$s),
        pg_is_in_recovery()
      FROM (SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS given FROM %2$s) s\
      """;

  private static final String OLDEST =
      """
      SELECT a.pid, a.application_name,
        extract(epoch FROM clock_timestamp() - a.xact_start)::bigint AS seconds
      FROM pg_stat_activity a WHERE a.pid IN (SELECT l.pid %3$s)
      ORDER BY a.xact_start LIMIT 1\
      """;

  private final String schema;
  private final String table;
  private final String begin;
  private final String announce;
  private final String notify;
  private final String horizon;
  private final String oldest;
  private final OpenAppendWarning warning;

  /**
   * Creates the positions of the trail in a schema, given as quoted in SQL. The store's own appends
   * wait up to {@code busyTimeout} for those of others.
   */
  PostgresPositions(String schema, Duration busyTimeout, OpenAppendWarning warning) {
    // Zero would wait without a limit.
    long millis = Math.max(1, Math.min(Integer.MAX_VALUE, Durations.millis(busyTimeout)));
    this.schema = schema;
    this.table = schema + ".trail_event";
    this.begin = in(schema, BEGIN, millis);
    this.announce = in(schema, ANNOUNCE, millis);
    this.notify = in(schema, NOTIFY, millis);
    this.horizon = in(schema, HORIZON, millis);
    this.oldest = in(schema, OLDEST, millis);
    this.warning = warning;
  }

  private static String in(String schema, String sql, long millis) {
    String literal = schema.replace("'", "''") + ".trail_event";
    return sql.formatted(literal, schema + ".trail_event_seq_seq", held(literal), millis);
  }

  /** Returns the FROM clause of the locks that hold readers back. */
  private static String held(String table) {
    return """
    FROM pg_locks l WHERE l.locktype = 'advisory' AND l.objsubid = 2
      AND l.classid = '%s'::regclass::oid
      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())\
    """
        .formatted(table);
  }

  /** Returns the schema of the trail, quoted. */
  String schema() {
    return schema;
  }

  String table() {
    return table;
  }

  /** Returns the statement that selects the channel of the notifications. */
  String channel() {
    return "SELECT 'tidings_' || '" + table.replace("'", "''") + "'::regclass::oid";
  }

  /** Makes the commit of the transaction durable. */
  void force(Connection connection) throws SQLException {
    execute(connection, FORCE);
  }

  /** Begins an append of the store's own. */
  void begin(Connection connection) throws SQLException {
    execute(connection, begin);
  }

  /** Begins an append in a host's transaction; others are notified when it is committed. */
  void announce(Connection connection) throws SQLException {
    execute(connection, announce);
  }

  /** Notifies others that this store has appended. */
  void notifyOthers(Connection connection, String origin) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(notify)) {
      statement.setString(1, origin);
      statement.execute();
    }
  }

  /** Prepares the statement, so that a pooled connection plans it once. */
  private static void execute(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
    }
  }

  /** Returns the horizon, or {@link #UNKNOWN}. */
  long horizon(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(horizon);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      long given = rows.getLong(1);
      long held = rows.getLong(2);
      boolean free = rows.wasNull() || held >= given;
      if (rows.getBoolean(3)) {
        return UNKNOWN;
      }
      if (!free) {
        warn(connection, held);
      }
      return free ? given : held;
    }
  }

  private void warn(Connection connection, long held) throws SQLException {
    if (warning.isDue()) {
      long waiting = warning.waitingSeconds(held);
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(oldest)) {
        if (rows.next()) {
          // The server shows the age of its own role's transactions only.
          long seconds = Math.max(waiting, rows.getLong(3));
          warning.warn(rows.getInt(1), rows.getString(2), seconds, held);
        }
      }
    }
  }
}
