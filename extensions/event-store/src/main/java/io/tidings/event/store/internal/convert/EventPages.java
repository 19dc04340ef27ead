package io.tidings.event.store.internal.convert;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Events in their order, read a page at a time. Confined to one thread. */
final class EventPages implements AutoCloseable {

  /** The position after the last event. */
  static final long END = Long.MAX_VALUE;

  private static final int PAGE = 5_000;

  private final EarlierEvents events;
  private long seq;
  private @Nullable PreparedStatement page;
  private @Nullable ResultSet rows;

  EventPages(EarlierEvents events) {
    this.events = events;
  }

  /** Moves to the next event; returns whether there is one. */
  boolean next() throws SQLException {
    if (rows == null || !rows.next()) {
      close();
      page = events.after(seq, PAGE);
      rows = page.executeQuery();
      if (!rows.next()) {
        seq = END;
        return false;
      }
    }
    seq = rows.getLong(1);
    return true;
  }

  /** Returns the position of the event, or {@link #END}. */
  long seq() {
    return seq;
  }

  /** Returns the row of the event. */
  ResultSet row() {
    if (rows == null) {
      throw new IllegalStateException("no event");
    }
    return rows;
  }

  @Override
  public void close() throws SQLException {
    if (rows != null) {
      rows.close();
      rows = null;
    }
    if (page != null) {
      page.close();
      page = null;
    }
  }
}
