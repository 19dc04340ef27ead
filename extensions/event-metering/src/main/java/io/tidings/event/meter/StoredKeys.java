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

/** Look-up of events that are in a trail already. Thread-safe. */
final class StoredKeys {

  private static final int BATCH_SIZE = 500;

  private final StoreDatabase database;

  StoredKeys(StoreDatabase database) {
    this.database = database;
  }

  /** Returns project, event id and organization separated by blanks, which no id contains. */
  static String key(DomainEvent event) {
    String project = event.scope().project();
    return key(project == null ? "" : project, event.id(), event.scope().organization());
  }

  private static String key(String project, String id, @Nullable String organization) {
    return project + " " + id + " " + (organization == null ? "" : organization);
  }

  /** Returns the keys of those events that are stored. */
  Set<String> among(List<DomainEvent> events) {
    return database.retrying(
        () ->
            database.read(
                connection -> {
                  Set<String> stored = new HashSet<>();
                  for (int from = 0; from < events.size(); from += BATCH_SIZE) {
                    int to = Math.min(events.size(), from + BATCH_SIZE);
                    addStored(connection, events.subList(from, to), stored);
                  }
                  return stored;
                }));
  }

  private static void addStored(Connection connection, List<DomainEvent> events, Set<String> stored)
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
          stored.add(key(rows.getString(1), rows.getString(2), rows.getString(3)));
        }
      }
    }
  }
}
