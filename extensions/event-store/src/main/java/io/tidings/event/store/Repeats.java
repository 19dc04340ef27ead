package io.tidings.event.store;

import io.tidings.event.DomainEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Events that were there before they were appended, as they were stored first. Stateless. */
final class Repeats {

  /** How many are looked for at a time. */
  private static final int KEYS = 200;

  private Repeats() {}

  /** Returns those that are stored with the keys of some rows. */
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
      find.setString(parameter++, EventTable.project(row.event()));
    }
  }

  private static void read(PreparedStatement find, Map<EventKey, DomainEvent> stored)
      throws SQLException {
    try (ResultSet rows = find.executeQuery()) {
      while (rows.next()) {
        DomainEvent event = EventTable.read(rows).event();
        stored.put(EventKey.of(event), event);
      }
    }
  }
}
