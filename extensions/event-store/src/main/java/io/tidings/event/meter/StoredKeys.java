package io.tidings.event.meter;

import io.tidings.event.DomainEvent;
import io.tidings.event.store.spi.StoreDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which events a trail has. Thread-safe. */
final class StoredKeys {

  private static final int AT_ONCE = 500;

  private final StoreDatabase sql;

  StoredKeys(StoreDatabase sql) {
    this.sql = sql;
  }

  /**
   * Returns what tells an event from all others in the trail, and whose it is: no id has a blank.
   */
  static String key(DomainEvent event) {
    String project = event.scope().project();
    return key(project == null ? "" : project, event.id(), event.scope().organization());
  }

  private static String key(String project, String id, @Nullable String organization) {
    return project + " " + id + " " + (organization == null ? "" : organization);
  }

  /** Returns the keys of those of the events that are stored. */
  Set<String> among(List<DomainEvent> events) {
    return sql.retrying(
        () ->
            sql.read(
                connection -> {
                  Set<String> found = new HashSet<>();
                  for (int from = 0; from < events.size(); from += AT_ONCE) {
                    int to = Math.min(events.size(), from + AT_ONCE);
                    find(connection, events.subList(from, to), found);
                  }
                  return found;
                }));
  }

  private static void find(Connection connection, List<DomainEvent> events, Set<String> found)
      throws SQLException {
    String marks = String.join(", ", Collections.nCopies(events.size(), "?"));
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT project_id, event_id, organization_id FROM event WHERE event_id IN ("
                + marks
                + ")")) {
      for (int i = 0; i < events.size(); i++) {
        select.setString(i + 1, events.get(i).id());
      }
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(key(rows.getString(1), rows.getString(2), rows.getString(3)));
        }
      }
    }
  }
}
