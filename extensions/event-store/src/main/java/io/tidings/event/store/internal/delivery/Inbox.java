package io.tidings.event.store.internal.delivery;

import io.tidings.event.store.delivery.OnceWork;
import io.tidings.event.store.internal.EventIds;
import io.tidings.event.store.spi.Micros;
import io.tidings.event.store.spi.StoreDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Markers of the events that consumers have handled, each stored in the transaction of its work.
 * Thread-safe.
 *
 * @param database the database, whose tables are prepared
 * @contract DLV-07
 */
record Inbox(StoreDatabase database) {

  private static final String MARK =
      """
      INSERT INTO delivery_once (consumer, event_id, marked_at) VALUES (?, ?, ?)
      ON CONFLICT (consumer, event_id) DO NOTHING\
      """;

  /** Marks an event in a transaction; returns whether it was not marked before. */
  boolean mark(Connection connection, String consumer, String eventId) throws SQLException {
    return FailureTable.update(
            connection,
            MARK,
            EventIds.require(consumer, "consumer"),
            EventIds.require(eventId, "eventId"),
            Micros.floor(database.clock().instant()))
        == 1;
  }

  /** Marks an event and does its work in one transaction, unless it is marked already. */
  boolean once(String consumer, String eventId, OnceWork work) {
    EventIds.require(consumer, "consumer");
    EventIds.require(eventId, "eventId");
    return database.write(
        connection -> {
          boolean isFirst = mark(connection, consumer, eventId);
          if (isFirst) {
            work.run(connection);
          }
          return isFirst;
        });
  }

  /** Removes the markers of a consumer before a time; returns their number. */
  int forget(String consumer, Instant before) {
    return database.write(
        connection ->
            FailureTable.update(
                connection,
                "DELETE FROM delivery_once WHERE consumer = ? AND marked_at < ?",
                EventIds.require(consumer, "consumer"),
                Micros.ceiling(before)));
  }
}
