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
 * Removes what was received before a time: some projects and some events at a time, each page in a
 * transaction, in which it also writes down up to where events of a project have gone, and numbers
 * that. Confined to one thread.
 */
final class Removal {

  /** How many projects are gone through at a time (RET-03). */
  static final int PROJECTS = 500;

  /** How many events are removed in one transaction (RET-03). */
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
  private final Right right;

  /** Creates a removal that asks for the right to it in the transaction of each page. */
  Removal(Appender appender, long before, Right right) {
    this.appender = appender;
    this.before = before;
    this.right = right;
  }

  /** Removes the events of an organization, or of all and of none. */
  long of(@Nullable String organization) {
    long removed = 0;
    List<String> projects = projects(organization, null);
    while (!projects.isEmpty()) {
      List<String> page = projects;
      int last;
      do {
        last = appender.run(connection -> page(connection, organization, page));
        removed += last;
      } while (last == EVENTS);
      projects = projects(organization, page.get(page.size() - 1));
    }
    return removed;
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
    right.require(connection);
    List<Object> parameters = new ArrayList<>(projects);
    parameters.add(before);
    if (organization != null) {
      parameters.add(organization);
    }
    String sql = findSql(projects.size(), condition(organization));
    List<Long> found = new ArrayList<>();
    Map<String, Long> last = new LinkedHashMap<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      bind(select, parameters);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getLong(2));
          last.merge(rows.getString(1), rows.getLong(2), Math::max);
        }
      }
    }
    mark(connection, last);
    remove(connection, found);
    return found.size();
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

  private static void remove(Connection connection, List<Long> found) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM event WHERE seq = ?")) {
      for (Long seq : found) {
        delete.setLong(1, seq);
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }

  /** Goes from project to project through an index, however many events lie between. */
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

  /** What must not be another process's meanwhile, so that removals have numbers in order. */
  @FunctionalInterface
  interface Right {

    /**
     * Keeps the right to the end of the transaction.
     *
     * @throws StoreException if it is another's by now
     */
    void require(Connection connection) throws SQLException;
  }
}
