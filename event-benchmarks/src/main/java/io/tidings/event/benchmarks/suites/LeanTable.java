package io.tidings.event.benchmarks.suites;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/** A table with the columns of a trail's events, written by hand. Confined to one thread. */
public final class LeanTable implements AutoCloseable {

  static final String COLUMNS =
      "event_id, project, scope, context, kind, timestamp, received_at, correlation_id,"
          + " causation_id, actor, request_type, tool, duration_ms, trace_id, span_id, details";

  private static final int COUNT = 16;
  private static final int CACHE = -16_384;

  private final Connection connection;
  private final PreparedStatement insert;

  private LeanTable(Connection connection, String conflict) throws SQLException {
    this.connection = connection;
    this.insert =
        connection.prepareStatement(
            "INSERT INTO trail_event (%s) VALUES (%s)%s"
                .formatted(COLUMNS, String.join(", ", Collections.nCopies(COUNT, "?")), conflict));
  }

  /** Returns a new table without indexes. */
  public static LeanTable unindexed(Path file) throws SQLException {
    Connection connection = connect(file);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE trail_event (seq INTEGER PRIMARY KEY AUTOINCREMENT, "
              + COLUMNS
                  .replace(",", " NOT NULL,")
                  .replace("causation_id NOT NULL", "causation_id")
                  .replace("duration_ms NOT NULL", "duration_ms")
                  .replace("trace_id NOT NULL", "trace_id")
                  .replace("span_id NOT NULL", "span_id")
              + ")");
    }
    return new LeanTable(connection, "");
  }

  /** Returns the table of a trail in a file. */
  public static LeanTable of(Path trail) throws SQLException {
    return on(connect(trail));
  }

  /** Returns the table of a trail on a connection, which is closed with it. */
  public static LeanTable on(Connection connection) throws SQLException {
    return new LeanTable(connection, " ON CONFLICT (event_id, project) DO NOTHING");
  }

  private static Connection connect(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    config.setSynchronous(SynchronousMode.FULL);
    config.setCacheSize(CACHE);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
    }
    return connection;
  }

  /** Inserts rows in one commit. */
  public void insert(List<@Nullable Object[]> rows) throws SQLException {
    connection.setAutoCommit(false);
    for (Object[] row : rows) {
      for (int i = 0; i < COUNT; i++) {
        bind(i + 1, row[i]);
      }
      insert.addBatch();
    }
    insert.executeBatch();
    connection.setAutoCommit(true);
  }

  private void bind(int parameter, @Nullable Object value) throws SQLException {
    if (value instanceof Long number) {
      insert.setLong(parameter, number);
    } else if (value instanceof byte[] bytes) {
      insert.setBytes(parameter, bytes);
    } else if (value == null) {
      insert.setNull(parameter, Types.NULL);
    } else {
      insert.setString(parameter, (String) value);
    }
  }

  @Override
  public void close() throws SQLException {
    insert.close();
    connection.close();
  }
}
