package io.tidings.event.store.internal.convert;

import io.tidings.event.store.internal.ConversionProgress;
import io.tidings.event.store.internal.IdEncoding;
import io.tidings.event.store.internal.schema.TrailSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of every converted event with its original. Events that were removed from the
 * originals after an interrupted attempt had copied them are removed from the copies. Confined to
 * one thread.
 */
public final class EventComparison {

  private static final int PAGE = 10_000;
  private static final Set<String> IDS = Set.of("event_id", "correlation_id", "causation_id");
  private static final Set<String> NUMBERS = Set.of("timestamp", "received_at", "duration_ms");

  private final EarlierEvents events;
  private final Connection connection;
  private final ConversionProgress progress;

  /**
   * Creates a comparison.
   *
   * @param connection a connection to the new tables in auto-commit mode
   */
  public EventComparison(EarlierEvents events, Connection connection, ConversionProgress progress) {
    this.events = events;
    this.connection = connection;
    this.progress = progress;
  }

  /**
   * Compares all events.
   *
   * @return the difference as the rest of a message about the trail, or null if there is none
   */
  public @Nullable String difference() throws SQLException {
    long total = events.count();
    connection.setAutoCommit(false);
    String difference;
    try (EventPages originals = new EventPages(events);
        EventPages copies = new EventPages(new EarlierEvents(connection, view()));
        PreparedStatement delete =
            connection.prepareStatement("DELETE FROM trail_event WHERE seq = ?")) {
      difference = difference(originals, copies, delete, total);
    }
    connection.commit();
    connection.setAutoCommit(true);
    return difference;
  }

  /** Returns the rows of the view with encoded ids, which are decoded here much faster. */
  private static String view() {
    return "(" + TrailSchema.select().replaceAll("\\{text of ([a-z_.]+)}", "$1") + ") AS events";
  }

  private @Nullable String difference(
      EventPages originals, EventPages copies, PreparedStatement delete, long total)
      throws SQLException {
    copies.next();
    for (long compared = 1; originals.next(); compared++) {
      while (copies.seq() < originals.seq()) {
        delete(delete, copies);
      }
      String difference = difference(originals, copies);
      if (difference != null) {
        return difference;
      }
      copies.next();
      if (compared % PAGE == 0) {
        progress.progress(ConversionProgress.COMPARING, compared, Math.max(compared, total));
      }
    }
    while (copies.seq() < EventPages.END) {
      delete(delete, copies);
    }
    progress.progress(ConversionProgress.COMPARING, total, total);
    return null;
  }

  private static @Nullable String difference(EventPages original, EventPages copy)
      throws SQLException {
    if (copy.seq() != original.seq()) {
      return "has no copy of its event " + original.seq();
    }
    for (int i = 1; i < EarlierEvents.COLUMNS.size(); i++) {
      String column = EarlierEvents.COLUMNS.get(i);
      if (!isEqual(original.row(), copy.row(), i + 1, column)) {
        return "has an ill-formed %s in its event %s, of which the copy differs"
            .formatted(column, original.seq());
      }
    }
    return null;
  }

  private static boolean isEqual(ResultSet original, ResultSet copy, int index, String column)
      throws SQLException {
    if (IDS.contains(column)) {
      return Objects.equals(original.getString(index), decoded(copy.getBytes(index)));
    }
    return NUMBERS.contains(column)
        ? original.getLong(index) == copy.getLong(index) && original.wasNull() == copy.wasNull()
        : Objects.equals(original.getString(index), copy.getString(index));
  }

  private static @Nullable String decoded(byte @Nullable [] id) {
    return id == null ? null : IdEncoding.decode(id);
  }

  private static void delete(PreparedStatement delete, EventPages copies) throws SQLException {
    delete.setLong(1, copies.seq());
    copies.next();
    delete.executeUpdate();
  }
}
