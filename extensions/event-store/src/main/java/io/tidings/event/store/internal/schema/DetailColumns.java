package io.tidings.event.store.internal.schema;

import io.tidings.event.DomainEvent;
import io.tidings.event.store.internal.StoredDetails;
import io.tidings.event.store.spi.StorableText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns derived from details, for appends and for events stored before the columns existed.
 * Both read the details in Java, so that the values do not depend on a database's JSON functions.
 * Stateless.
 */
public final class DetailColumns {

  private static final int PAGE = 500;
  private static final String EVENTS =
      "SELECT seq, details FROM event WHERE seq > ? AND (details LIKE '%\"tool_name\"%'"
          + " OR details LIKE '%\"duration_ms\"%') ORDER BY seq LIMIT "
          + PAGE;
  private static final String UPDATE =
      "UPDATE event SET tool_name = ?, duration_ms = ? WHERE seq = ?";

  private DetailColumns() {}

  /**
   * Returns the tool name of details, or null; a name longer than {@link
   * DomainEvent#MAX_NAME_LENGTH} counts as absent.
   */
  public static @Nullable String toolName(Map<String, Object> details) {
    return details.get("tool_name") instanceof String name
            && !name.isEmpty()
            && name.length() <= DomainEvent.MAX_NAME_LENGTH
        ? StorableText.of(name)
        : null;
  }

  /**
   * Returns the duration of details in whole milliseconds, or null; a negative one or one beyond
   * the range of a long counts as absent.
   */
  public static @Nullable Long durationMs(Map<String, Object> details) {
    Object value = details.get("duration_ms");
    if (value instanceof Long millis) {
      return millis < 0 ? null : millis;
    }
    return value instanceof Double millis && millis >= 0 && millis < Long.MAX_VALUE
        ? Long.valueOf(millis.longValue())
        : null;
  }

  /** Fills the columns of stored events, a page at a time. */
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

  /** Returns the position of the last event of the page, or {@code after} if the page is empty. */
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
    update.setString(1, toolName(details));
    Long duration = durationMs(details);
    if (duration == null) {
      update.setNull(2, Types.BIGINT);
    } else {
      update.setLong(2, duration);
    }
    update.setLong(3, seq);
  }

  /** Skips a damaged row: a query reports it, the migration does not fail. */
  private static Map<String, Object> details(@Nullable String json) {
    try {
      return json == null ? Map.of() : StoredDetails.read(json);
    } catch (IllegalArgumentException damaged) {
      return Map.of();
    }
  }
}
