package io.tidings.event.store;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventCatalog;
import io.tidings.event.store.internal.Column;
import io.tidings.event.store.internal.Database;
import io.tidings.event.store.internal.RowKey;
import io.tidings.event.store.internal.RowValues;
import io.tidings.event.store.internal.dictionary.DictionaryReader;
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

  private static final int PROJECT = 13;
  private static final int EVENT_ID = 3;

  private DuplicateLookup() {}

  /** Returns the stored events with the keys of the rows. */
  static Map<RowKey, DomainEvent> stored(
      Connection connection, Database database, List<RowValues> rows) throws SQLException {
    Map<RowKey, DomainEvent> stored = new HashMap<>();
    DictionaryReader texts = DictionaryReader.uncommitted(database.dictionary(), connection);
    for (int from = 0; from < rows.size(); from += KEYS) {
      List<RowValues> some = rows.subList(from, Math.min(rows.size(), from + KEYS));
      try (PreparedStatement find =
          connection.prepareStatement(EventTable.find(database.table(), some.size()))) {
        bind(find, some);
        read(find, texts, stored);
      }
    }
    return stored;
  }

  private static void bind(PreparedStatement find, List<RowValues> rows) throws SQLException {
    int parameter = 1;
    for (RowValues row : rows) {
      find.setBytes(parameter++, (byte[]) row.get(Column.EVENT_ID));
      find.setLong(parameter++, row.number(Column.PROJECT));
    }
  }

  private static void read(
      PreparedStatement find, DictionaryReader texts, Map<RowKey, DomainEvent> stored)
      throws SQLException {
    try (ResultSet rows = find.executeQuery()) {
      while (rows.next()) {
        RowKey key = RowKey.of(rows.getLong(PROJECT), rows.getBytes(EVENT_ID));
        stored.put(key, EventTable.read(rows, texts, EventCatalog.standard()).event());
      }
    }
  }
}
