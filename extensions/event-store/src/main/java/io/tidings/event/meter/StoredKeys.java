package io.tidings.event.meter;

import io.tidings.event.DomainEvent;
import io.tidings.event.store.internal.StoreSql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which events a trail has. Thread-safe. */
final class StoredKeys {

  private static final int AT_ONCE = 500;

  private final StoreSql sql;

  StoredKeys(StoreSql sql) {
    this.sql = sql;
  }

  /** Returns what tells an event from all others in the trail: no id has a blank. */
  static String key(DomainEvent event) {
    String project = event.scope().project();
    return (project == null ? "" : project) + " " + event.id();
  }

  /** Returns the keys of those of the events that are stored. */
  Set<String> among(List<DomainEvent> events) {
    return sql.read(
        connection -> {
          Set<String> found = new HashSet<>();
          for (int from = 0; from < events.size(); from += AT_ONCE) {
            find(connection, events.subList(from, Math.min(events.size(), from + AT_ONCE)), found);
          }
          return found;
        });
  }

  private static void find(Connection connection, List<DomainEvent> events, Set<String> found)
      throws SQLException {
    String marks = String.join(", ", Collections.nCopies(events.size(), "?"));
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT project_id, event_id FROM event WHERE event_id IN (" + marks + ")")) {
      for (int i = 0; i < events.size(); i++) {
        select.setString(i + 1, events.get(i).id());
      }
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1) + " " + rows.getString(2));
        }
      }
    }
  }
}
