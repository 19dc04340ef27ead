package io.tidings.event.store.internal;

import io.tidings.event.store.spi.StoreDatabase.StoredKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Look-up of the keys of stored events by event ids. Stateless. */
public final class KeyLookup {

  /** The number of ids in one statement. */
  private static final int IDS = 500;

  private KeyLookup() {}

  /** Returns the keys of stored events with these ids. */
  public static Set<StoredKey> stored(Connection connection, List<String> ids) throws SQLException {
    Set<StoredKey> keys = new HashSet<>();
    for (int from = 0; from < ids.size(); from += IDS) {
      add(connection, ids.subList(from, Math.min(ids.size(), from + IDS)), keys);
    }
    return keys;
  }

  private static void add(Connection connection, List<String> ids, Set<StoredKey> keys)
      throws SQLException {
    String marks = String.join(", ", Collections.nCopies(ids.size(), "?"));
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT coalesce(project.text, ''), event.event_id, organization.text FROM trail_event event
            LEFT JOIN trail_name project ON project.id = event.project
            LEFT JOIN trail_scope scope ON scope.id = event.scope
            LEFT JOIN trail_name organization ON organization.id = scope.organization
            WHERE event.event_id IN (%s)\
            """
                .formatted(marks))) {
      for (int i = 0; i < ids.size(); i++) {
        select.setBytes(i + 1, IdEncoding.encode(ids.get(i)));
      }
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          String id = IdEncoding.decode(rows.getBytes(2));
          keys.add(new StoredKey(rows.getString(1), id, rows.getString(3)));
        }
      }
    }
  }
}
