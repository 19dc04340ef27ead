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
import org.jspecify.annotations.Nullable;

/**
 * The deletion of events received before a time, in pages of projects and events. Each page is one
 * transaction, which also records a numbered removal for each project. Confined to one thread.
 */
final class BatchDelete {

  /** The number of projects in a page. */
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
    List<String> projects = projects(organization, null);
    while (!projects.isEmpty()) {
      List<String> page = projects;
      int last;
      do {
        last = appender.run(connection -> page(connection, organization, page));
        deleted += last;
      } while (last == EVENTS);
      projects = projects(organization, page.get(page.size() - 1));
    }
    return deleted;
  }

  private List<String> projects(@Nullable String organization, @Nullable String after) {
    String sql = projectsSql(after == null ? ">=" : ">", condition(organization));
    List<Object> parameters = new ArrayList<>();
    parameters.add(after == null ? "" : after);
    if (organization != null) {
      parameters.add(organization);
      parameters.add(organization);
    }
    return appender.run(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            bind(select, parameters);
            try (ResultSet rows = select.executeQuery()) {
              List<String> projects = new ArrayList<>();
              while (rows.next()) {
                projects.add(rows.getString(1));
              }
              return projects;
            }
          }
        });
  }

  private int page(Connection connection, @Nullable String organization, List<String> projects)
      throws SQLException {
    lease.require(connection);
    List<Object> parameters = new ArrayList<>(projects);
    parameters.add(before);
    if (organization != null) {
      parameters.add(organization);
    }
    String sql = findSql(projects.size(), condition(organization));
    List<Long> seqs = new ArrayList<>();
    Map<String, Long> last = new LinkedHashMap<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
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
    return seqs.size();
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

  private static void delete(Connection connection, List<Long> seqs) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM event WHERE seq = ?")) {
      for (Long seq : seqs) {
        delete.setLong(1, seq);
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }

  /** Returns the query of the next projects, which skips from one to the next in an index. */
  private static String projectsSql(String after, String condition) {
    return """
    WITH RECURSIVE project(id) AS (
      SELECT (SELECT min(project_id) FROM event WHERE project_id %1$s ? %2$s)
      UNION ALL
      SELECT (SELECT min(project_id) FROM event WHERE project_id > project.id %2$s)
      FROM project WHERE project.id IS NOT NULL)
    SELECT id FROM project WHERE id IS NOT NULL LIMIT %3$s\
    """
        .formatted(after, condition, PROJECTS);
  }

  private static String findSql(int projects, String condition) {
    return """
    SELECT project_id, seq FROM event
    WHERE project_id IN (%1$s) AND received_at < ? %2$s
    ORDER BY project_id, received_at LIMIT %3$s\
    """
        .formatted(String.join(", ", Collections.nCopies(projects, "?")), condition, EVENTS);
  }

  private static String condition(@Nullable String organization) {
    return organization == null ? "" : "AND organization_id = ?";
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
