package io.tidings.event.store.internal.convert;

import io.tidings.event.store.internal.ConversionProgress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The copy of events to the new tables in their order, in slices of one transaction each, after the
 * last event that an earlier attempt has copied. Confined to one thread.
 */
public final class EventCopy {

  private static final int SLICE = 10_000;

  private final EarlierEvents events;
  private final Connection connection;
  private final String overriding;
  private final ConversionProgress progress;

  /**
   * Creates a copy.
   *
   * @param connection a connection to the new tables in auto-commit mode
   * @param overriding the clause that permits given positions
   */
  public EventCopy(
      EarlierEvents events, Connection connection, String overriding, ConversionProgress progress) {
    this.events = events;
    this.connection = connection;
    this.overriding = overriding;
    this.progress = progress;
  }

  /** Copies the remaining events. */
  public void run() throws SQLException {
    long total = events.count();
    long done = EarlierEvents.number(connection, "SELECT count(*) FROM trail_event");
    long last = EarlierEvents.number(connection, "SELECT max(seq) FROM trail_event");
    progress.progress(ConversionProgress.COPYING, done, total);
    connection.setAutoCommit(false);
    try (LeanEventInsert insert = new LeanEventInsert(connection, overriding)) {
      for (long before = -1; last > before; ) {
        before = last;
        Slice slice = slice(insert, last);
        connection.commit();
        last = slice.last();
        done += slice.events();
        progress.progress(ConversionProgress.COPYING, done, Math.max(done, total));
      }
    }
    connection.setAutoCommit(true);
  }

  private Slice slice(LeanEventInsert insert, long after) throws SQLException {
    long last = after;
    int copied = 0;
    try (PreparedStatement select = events.after(after, SLICE);
        ResultSet rows = select.executeQuery()) {
      for (; rows.next(); copied++) {
        last = rows.getLong(1);
        insert.add(rows);
      }
    }
    insert.finish();
    return new Slice(last, copied);
  }

  private record Slice(long last, int events) {}
}
