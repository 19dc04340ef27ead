package io.tidings.event.store.internal.convert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Events with the columns of version 12 in their order.
 *
 * @param connection the connection on which they are read
 * @param table the name of their table in SQL, or a query in parentheses with a name
 */
public record EarlierEvents(Connection connection, String table) {

  /** The columns, which the view of the new tables has, too; the first one is the position. */
  static final List<String> COLUMNS =
      List.of(
          "seq",
          "project_id",
          "event_id",
          "kind",
          "category",
          "timestamp",
          "received_at",
          "correlation_id",
          "causation_id",
          "organization_id",
          "workspace_id",
          "user_id",
          "plan_id",
          "root_plan_id",
          "session_id",
          "actor_name",
          "project_name",
          "request_type",
          "tool_name",
          "duration_ms",
          "trace_id",
          "span_id",
          "details");

  private static final int FETCHED = 1_000;

  /** Returns a statement that selects the columns of some events after a position. */
  PreparedStatement after(long seq, int limit) throws SQLException {
    PreparedStatement events =
        connection.prepareStatement(select() + " WHERE seq > ? ORDER BY seq LIMIT ?");
    events.setFetchSize(FETCHED);
    events.setLong(1, seq);
    events.setInt(2, limit);
    return events;
  }

  private String select() {
    return "SELECT %s FROM %s".formatted(String.join(", ", COLUMNS), table);
  }

  /** Returns the number of events. */
  public long count() throws SQLException {
    return number(connection, "SELECT count(*) FROM " + table);
  }

  /** Returns whether there are more events than a number. */
  public boolean isMoreThan(long number) throws SQLException {
    return number < Long.MAX_VALUE
        && number(
                connection,
                "SELECT count(*) FROM (SELECT 1 FROM %s LIMIT %d) AS limited"
                    .formatted(table, number + 1))
            > number;
  }

  static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }
}
