package io.tidings.event.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fills the columns that are made of details, for events that were there before the columns were.
 * Details are read as an append reads them, so that what was stored before and what is stored now
 * is found alike, whatever a database makes of JSON. Stateless.
 */
final class DetailColumns {

  private static final int PAGE = 500;
  private static final String EVENTS =
      "SELECT seq, details FROM event WHERE seq > ? AND (details LIKE '%\"tool_name\"%'"
          + " OR details LIKE '%\"duration_ms\"%') ORDER BY seq LIMIT "
          + PAGE;
  private static final String UPDATE =
      "UPDATE event SET tool_name = ?, duration_ms = ? WHERE seq = ?";

  private DetailColumns() {}

  /** Fills them, a page of events at a time. */
  static void fill(Connection connection) throws SQLException {
    try (PreparedStatement events = connection.prepareStatement(EVENTS);
        PreparedStatement update = connection.prepareStatement(UPDATE)) {
      long before;
      long last = 0;
      do {
        before = last;
        last = page(events, update, before);
      } while (last > before);
    }
  }

  /** Returns the place of the last event of the page, or the one before it if there is none. */
  private static long page(PreparedStatement events, PreparedStatement update, long after)
      throws SQLException {
    long last = after;
    events.setLong(1, after);
    try (ResultSet rows = events.executeQuery()) {
      while (rows.next()) {
        last = rows.getLong(1);
        bind(update, last, details(rows.getString(2)));
        update.addBatch();
      }
    }
    update.executeBatch();
    return last;
  }

  private static void bind(PreparedStatement update, long seq, Map<String, Object> details)
      throws SQLException {
    update.setString(1, EventRow.toolName(details));
    Long duration = EventRow.durationMs(details);
    if (duration == null) {
      update.setNull(2, Types.BIGINT);
    } else {
      update.setLong(2, duration);
    }
    update.setLong(3, seq);
  }

  /** A row that is damaged is found when it is read; it keeps no trail from being opened. */
  private static Map<String, Object> details(@Nullable String json) {
    try {
      return json == null ? Map.of() : EventTable.details(json);
    } catch (IllegalArgumentException damaged) {
      return Map.of();
    }
  }
}
