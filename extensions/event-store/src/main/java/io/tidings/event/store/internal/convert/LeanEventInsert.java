package io.tidings.event.store.internal.convert;

import io.tidings.event.store.internal.IdEncoding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The insertion of converted events in their order. Confined to one thread. */
final class LeanEventInsert implements AutoCloseable {

  /** The rows of one statement. */
  private static final int ROWS = 100;

  private static final String COLUMNS =
      " (seq, event_id, project, scope, context, kind, timestamp, received_at, correlation_id,"
          + " causation_id, actor, request_type, tool, duration_ms, trace_id, span_id, details)";
  private static final int[] TYPES = {
    Types.BIGINT, Types.BINARY, Types.BIGINT, Types.BIGINT, Types.BIGINT, Types.BIGINT,
    Types.BIGINT, Types.BIGINT, Types.BINARY, Types.BINARY, Types.BIGINT, Types.BIGINT,
    Types.BIGINT, Types.BIGINT, Types.VARCHAR, Types.VARCHAR, Types.VARCHAR
  };
  private static final String ROW = "(" + "?, ".repeat(TYPES.length - 1) + "?)";
  private static final String UNKNOWN = "unknown";

  private final Connection connection;
  private final LeanDictionary dictionary;
  private final String sql;
  private final PreparedStatement many;
  private final PreparedStatement arrival;
  private final List<@Nullable Object[]> waiting = new ArrayList<>(ROWS);
  private final Map<Arrival, Range> arrivals = new LinkedHashMap<>();

  /**
   * Creates the insertion.
   *
   * @param overriding the clause that permits given positions
   */
  LeanEventInsert(Connection connection, String overriding) throws SQLException {
    this.connection = connection;
    this.dictionary = new LeanDictionary(connection);
    this.sql = "INSERT INTO trail_event" + COLUMNS + overriding + " VALUES ";
    this.many = connection.prepareStatement(sql + (ROW + ", ").repeat(ROWS - 1) + ROW);
    this.arrival =
        connection.prepareStatement(
            "INSERT INTO trail_arrival (scope, received_at, first_seq, last_seq)"
                + " VALUES (?, ?, ?, ?)");
  }

  /** Adds the event of a row with {@link EarlierEvents#COLUMNS}. */
  void add(ResultSet row) throws SQLException {
    long seq = row.getLong(1);
    String project = row.getString(2);
    long projectName = project.isEmpty() ? 0 : dictionary.name(project);
    long scope =
        dictionary.scope(
            projectName, dictionary.name(row.getString(10)), dictionary.name(row.getString(11)));
    String requestType = row.getString(18);
    long receivedAt = row.getLong(7);
    Object duration = row.getObject(20);
    waiting.add(
        new @Nullable Object[] {
          seq,
          id(row.getString(3)),
          projectName,
          scope,
          context(row, scope),
          dictionary.kind(row.getString(4), row.getString(5)),
          row.getLong(6),
          receivedAt,
          id(row.getString(8)),
          id(row.getString(9)),
          dictionary.name(row.getString(16)),
          requestType.equals(UNKNOWN) ? 0L : dictionary.name(requestType),
          dictionary.name(row.getString(19)),
          duration == null ? null : row.getLong(20),
          row.getString(21),
          row.getString(22),
          row.getString(23)
        });
    arrivals.computeIfAbsent(new Arrival(scope, receivedAt), key -> new Range(seq)).last = seq;
    if (waiting.size() == ROWS) {
      insertMany();
    }
  }

  private long context(ResultSet row, long scope) throws SQLException {
    return dictionary.context(
        scope,
        dictionary.name(row.getString(12)),
        dictionary.name(row.getString(15)),
        dictionary.name(row.getString(13)),
        dictionary.name(row.getString(14)),
        dictionary.name(row.getString(17)));
  }

  private static byte @Nullable [] id(@Nullable String id) {
    return id == null ? null : IdEncoding.encode(id);
  }

  private void insertMany() throws SQLException {
    for (int i = 0; i < ROWS; i++) {
      bind(many, i * TYPES.length, waiting.get(i));
    }
    many.executeUpdate();
    waiting.clear();
  }

  /** Inserts the rest of a slice, with its arrivals. */
  void finish() throws SQLException {
    if (!waiting.isEmpty()) {
      try (PreparedStatement one = connection.prepareStatement(sql + ROW)) {
        for (@Nullable Object[] row : waiting) {
          bind(one, 0, row);
          one.addBatch();
        }
        one.executeBatch();
      }
      waiting.clear();
    }
    for (Map.Entry<Arrival, Range> each : arrivals.entrySet()) {
      arrival.setLong(1, each.getKey().scope());
      arrival.setLong(2, each.getKey().receivedAt());
      arrival.setLong(3, each.getValue().first);
      arrival.setLong(4, each.getValue().last);
      arrival.addBatch();
    }
    arrival.executeBatch();
    arrivals.clear();
  }

  private static void bind(PreparedStatement statement, int before, @Nullable Object[] row)
      throws SQLException {
    for (int i = 0; i < row.length; i++) {
      Object value = row[i];
      if (value == null) {
        statement.setNull(before + i + 1, TYPES[i]);
      } else if (value instanceof Long number) {
        statement.setLong(before + i + 1, number);
      } else if (value instanceof byte[] bytes) {
        statement.setBytes(before + i + 1, bytes);
      } else {
        statement.setString(before + i + 1, (String) value);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    many.close();
    arrival.close();
    dictionary.close();
  }

  private record Arrival(long scope, long receivedAt) {}

  /** The positions of an arrival. */
  private static final class Range {

    private final long first;
    private long last;

    Range(long first) {
      this.first = first;
      this.last = first;
    }
  }
}
