package io.tidings.event.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The table of arrivals: for each append and scope, its time and a range that contains its
 * positions. Retention and queries by the time of arrival find events through it. Stateless.
 */
public final class Arrivals {

  private Arrivals() {}

  /** Adds the arrival of rows that were inserted. */
  public static void add(
      Connection connection,
      String schema,
      List<RowValues> rows,
      EventInsert.Inserted inserted,
      long receivedAt)
      throws SQLException {
    Set<Long> scopes = new TreeSet<>();
    for (int i = 0; i < rows.size(); i++) {
      if (inserted.stored().get(i)) {
        scopes.add(rows.get(i).number(Column.SCOPE));
      }
    }
    if (scopes.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO %1$strail_arrival AS arrival (scope, received_at, first_seq, last_seq)
            VALUES (?, ?, ?, ?)
            ON CONFLICT (scope, received_at, first_seq) DO UPDATE SET last_seq =
              CASE WHEN excluded.last_seq > arrival.last_seq THEN excluded.last_seq
                ELSE arrival.last_seq END\
            """
                .formatted(schema))) {
      for (Long scope : scopes) {
        insert.setLong(1, scope);
        insert.setLong(2, receivedAt);
        insert.setLong(3, inserted.first());
        insert.setLong(4, inserted.last());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
