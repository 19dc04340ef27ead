package io.tidings.event.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

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

  /** What stands for the horizon on a server that does not know of open appends. */
  static final long UNKNOWN = -1;

  /** STO-03 holds whatever the server's default is. */
  private static final String FORCE =
      """
      SELECT CASE WHEN current_setting('synchronous_commit') = 'off'
        THEN set_config('synchronous_commit', 'on', true) END\
      """;

  /** Two keys of a lock, the table and the lower half of the number. */
  private static final String LOCK =
      """
      , pg_advisory_xact_lock_shared('%1$s'::regclass::oid::int,
          (((given + 2147483648) & 4294967295) - 2147483648)::int)
      FROM (SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS given FROM %2$s) s\
      """;

  private static final String BEGIN = FORCE + ", set_config('lock_timeout', '%4$s', true)" + LOCK;

  private static final String ANNOUNCE =
      "SELECT pg_notify('tidings_' || '%1$s'::regclass::oid, '')" + LOCK;

  private static final String TELL = "SELECT pg_notify('tidings_' || '%1$s'::regclass::oid, ?)";

  /**
   * The locks are looked at for the row of the sequence, so after it was read. A lock taken
   * meanwhile may be on a number beyond: halves are compared as on a circle.
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

  private final String table;
  private final String begin;
  private final String announce;
  private final String tell;
  private final String horizon;
  private final String oldest;
  private final OpenAppendWarning warning;

  /**
   * Creates the places of the trail in a schema, given as it is quoted in SQL. Its own appends wait
   * for others for as long as {@code busyTimeout}.
   */
  PostgresPlaces(String schema, Duration busyTimeout, OpenAppendWarning warning) {
    // Zero would wait for ever.
    long millis = Math.max(1, Math.min(Integer.MAX_VALUE, busyTimeout.toMillis()));
    this.table = schema + ".event";
    this.begin = in(schema, BEGIN, millis);
    this.announce = in(schema, ANNOUNCE, millis);
    this.tell = in(schema, TELL, millis);
    this.horizon = in(schema, HORIZON, millis);
    this.oldest = in(schema, OLDEST, millis);
    this.warning = warning;
  }

  private static String in(String schema, String sql, long millis) {
    String literal = schema.replace("'", "''") + ".event";
    return sql.formatted(literal, schema + ".event_seq_seq", held(literal), millis);
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

  /** Has the transaction forced to the disk when it is committed. */
  void force(Connection connection) throws SQLException {
    execute(connection, FORCE);
  }

  /** Begins an append of the store's own. */
  void begin(Connection connection) throws SQLException {
    execute(connection, begin);
  }

  /** Begins an append in a host's transaction, of which others are told when it is committed. */
  void announce(Connection connection) throws SQLException {
    execute(connection, announce);
  }

  /** Tells others that this store has appended. */
  void tell(Connection connection, String origin) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(tell)) {
      statement.setString(1, origin);
      statement.execute();
    }
  }

  /** What is prepared is planned once for a connection that comes from a pool. */
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
      long stood = warning.stood(held);
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(oldest)) {
        if (rows.next()) {
          // How old it is the server tells of its own role's transactions alone.
          long seconds = Math.max(stood, rows.getLong(3));
          warning.of(rows.getInt(1), rows.getString(2), seconds, held);
        }
      }
    }
  }
}
