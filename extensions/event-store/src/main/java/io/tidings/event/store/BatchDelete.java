package io.tidings.event.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The deletion of events received before a time, in pages of scopes and events. Each page is one
 * transaction, which also records a numbered removal for each project. Confined to one thread.
 */
final class BatchDelete {

  /** The number of scopes in a page, and so the greatest one of projects. */
  static final int PROJECTS = 500;

  /** The greatest number of events deleted in one transaction. */
  static final int EVENTS = 5_000;

  private static final String MARK =
      """
      INSERT INTO removal (project_id, seq, number)
      VALUES (?, ?, (SELECT coalesce(max(number), 0) + 1 FROM removal))
      ON CONFLICT (project_id) DO UPDATE SET number = excluded.number,
        seq = CASE WHEN removal.seq > excluded.seq THEN removal.seq ELSE excluded.seq END\
      """;

  /** The next scopes with events that arrived before a time. */
  private static final String SCOPES =
      """
      SELECT id FROM trail_scope WHERE id > ? %s AND EXISTS (
        SELECT 1 FROM trail_arrival WHERE scope = trail_scope.id AND received_at < ?)
      ORDER BY id LIMIT\
      """
          + " "
          + PROJECTS;

  private static final String OF_ORGANIZATION =
      "AND organization = (SELECT id FROM trail_name WHERE text = ?)";

  private static final String FIND =
      """
      SELECT coalesce(text, ''), seq FROM trail_arrival arrival
      CROSS JOIN trail_event event LEFT JOIN trail_name ON trail_name.id = event.project
      WHERE seq BETWEEN first_seq AND last_seq AND +event.scope = arrival.scope
        AND event.received_at = arrival.received_at
        AND arrival.scope IN (%s) AND arrival.received_at < ?
      LIMIT\
      """
          + " "
          + EVENTS;

  private final Appender appender;
  private final long before;
  private final LeaseCheck lease;

  /** Creates a deletion that checks its lease in the transaction of each page. */
  BatchDelete(Appender appender, long before, LeaseCheck lease) {
    this.appender = appender;
    this.before = before;
    this.lease = lease;
  }

  /** Deletes events of an organization, or with null of all and of none; returns their number. */
  long run(@Nullable String organization) {
    long deleted = 0;
    List<Long> scopes = scopes(organization, 0);
    while (!scopes.isEmpty()) {
      List<Long> page = scopes;
      int last;
      do {
        last = appender.run(connection -> page(connection, page));
        deleted += last;
      } while (last > 0);
      scopes = scopes(organization, page.get(page.size() - 1));
    }
    return deleted;
  }

  private List<Long> scopes(@Nullable String organization, long after) {
    List<Object> parameters = new ArrayList<>(List.of(after));
    if (organization != null) {
      parameters.add(organization);
    }
    parameters.add(before);
    String sql = SCOPES.formatted(organization == null ? "" : OF_ORGANIZATION);
    return appender.run(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            bind(select, parameters);
            try (ResultSet rows = select.executeQuery()) {
              List<Long> scopes = new ArrayList<>();
              while (rows.next()) {
                scopes.add(rows.getLong(1));
              }
              return scopes;
            }
          }
        });
  }

  /** Deletes at most {@link #EVENTS} events; returns their number. */
  private int page(Connection connection, List<Long> scopes) throws SQLException {
    lease.require(connection);
    List<Object> parameters = new ArrayList<>(scopes);
    parameters.add(before);
    String marks = String.join(", ", Collections.nCopies(scopes.size(), "?"));
    Set<Long> seqs = new TreeSet<>();
    Map<String, Long> last = new LinkedHashMap<>();
    try (PreparedStatement select = connection.prepareStatement(FIND.formatted(marks))) {
      bind(select, parameters);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          seqs.add(rows.getLong(2));
          last.merge(rows.getString(1), rows.getLong(2), Math::max);
        }
      }
    }
    mark(connection, last);
    delete(connection, seqs);
    deleteArrivals(connection, marks, parameters);
    return seqs.size();
  }

  /** Deletes the arrivals of which no event is left. */
  private static void deleteArrivals(Connection connection, String marks, List<Object> parameters)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            """
            DELETE FROM trail_arrival WHERE scope IN (%s) AND received_at < ? AND NOT EXISTS (
              SELECT 1 FROM trail_event event WHERE seq BETWEEN first_seq AND last_seq
                AND +event.scope = trail_arrival.scope
                AND event.received_at = trail_arrival.received_at)\
            """
                .formatted(marks))) {
      bind(delete, parameters);
      delete.executeUpdate();
    }
  }

  private static void mark(Connection connection, Map<String, Long> last) throws SQLException {
    try (PreparedStatement upsert = connection.prepareStatement(MARK)) {
      for (Map.Entry<String, Long> project : last.entrySet()) {
        upsert.setString(1, project.getKey());
        upsert.setLong(2, project.getValue());
        upsert.executeUpdate();
      }
    }
  }

  private static void delete(Connection connection, Set<Long> seqs) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM trail_event WHERE seq = ?")) {
      for (Long seq : seqs) {
        delete.setLong(1, seq);
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }

  private static void bind(PreparedStatement statement, List<Object> parameters)
      throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      statement.setObject(i + 1, parameters.get(i));
    }
  }

  /** The check of the lease that keeps the numbers of removals in order. */
  @FunctionalInterface
  interface LeaseCheck {

    /**
     * Renews the lease within the transaction.
     *
     * @throws StoreException if another process holds it
     */
    void require(Connection connection) throws SQLException;
  }
}
