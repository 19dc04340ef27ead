package io.tidings.event.store;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventCatalog;
import io.tidings.event.store.internal.EventKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lookup of the stored events that have the keys of appended ones. Stateless. */
final class DuplicateLookup {

  /** The number of keys in one statement. */
  private static final int KEYS = 200;

  private DuplicateLookup() {}

  /** Returns the stored events with the keys of the rows. */
  static Map<EventKey, DomainEvent> stored(Connection connection, String table, List<EventRow> rows)
      throws SQLException {
    Map<EventKey, DomainEvent> stored = new HashMap<>();
    for (int from = 0; from < rows.size(); from += KEYS) {
      List<EventRow> some = rows.subList(from, Math.min(rows.size(), from + KEYS));
      try (PreparedStatement find =
          connection.prepareStatement(EventTable.find(table, some.size()))) {
        bind(find, some);
        read(find, stored);
      }
    }
    return stored;
  }

  private static void bind(PreparedStatement find, List<EventRow> rows) throws SQLException {
    int parameter = 1;
    for (EventRow row : rows) {
      find.setString(parameter++, row.event().id());
      find.setString(parameter++, EventKey.project(row.event()));
    }
  }

  private static void read(PreparedStatement find, Map<EventKey, DomainEvent> stored)
      throws SQLException {
    try (ResultSet rows = find.executeQuery()) {
      while (rows.next()) {
        DomainEvent event = EventTable.read(rows, EventCatalog.standard()).event();
        stored.put(EventKey.of(event), event);
      }
    }
  }
}
