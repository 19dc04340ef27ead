package io.tidings.event.store.internal.delivery;

import io.tidings.event.store.delivery.DeliveryMetrics;
import io.tidings.event.store.spi.StoreDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of consumers, read from the trail. Thread-safe.
 *
 * @param database the database
 */
record Numbers(StoreDatabase database) {

  /** The stored part of the numbers of one consumer. */
  record Stored(
      String name,
      String project,
      long position,
      long removed,
      long failed,
      long held,
      long dead) {}

  /** Returns the stored numbers of all consumers by name. */
  List<Stored> all() {
    return database.read(
        connection -> {
          List<Stored> all = new ArrayList<>();
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "SELECT name, project, seq, removed FROM delivery_consumer ORDER BY name");
              ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              all.add(stored(connection, rows));
            }
          }
          return all;
        });
  }

  private @Nullable Stored one(String name) {
    return database
        .read(
            connection -> {
              try (PreparedStatement select =
                      FailureTable.prepared(
                          connection,
                          "SELECT name, project, seq, removed FROM delivery_consumer"
                              + " WHERE name = ?",
                          name);
                  ResultSet rows = select.executeQuery()) {
                return rows.next() ? List.of(stored(connection, rows)) : List.<Stored>of();
              }
            })
        .stream()
        .findFirst()
        .orElse(null);
  }

  private static Stored stored(Connection connection, ResultSet rows) throws SQLException {
    FailureTable failures = new FailureTable(rows.getString(1));
    return new Stored(
        rows.getString(1),
        rows.getString(2),
        rows.getLong(3),
        rows.getLong(4),
        failures.count(connection, FailureRow.READY),
        failures.count(connection, FailureRow.HELD),
        failures.count(connection, FailureRow.DEAD));
  }

  /**
   * Returns the numbers of a consumer.
   *
   * @param position the position in memory, null for the stored one
   */
  DeliveryMetrics of(
      String name, EventSource source, int inFlight, long delivered, @Nullable Long position) {
    Stored stored = one(name);
    Stored known = stored == null ? new Stored(name, "", 0, 0, 0, 0, 0) : stored;
    return of(known, source, inFlight, delivered, position == null ? known.position : position);
  }

  DeliveryMetrics of(
      Stored stored, EventSource source, int inFlight, long delivered, long position) {
    long lag = source.count(position);
    return new DeliveryMetrics(
        stored.name,
        position,
        lag,
        lag == 0 ? Duration.ZERO : age(source, position),
        inFlight,
        stored.failed,
        stored.held,
        stored.dead,
        delivered,
        stored.removed);
  }

  private Duration age(EventSource source, long position) {
    List<EventSource.Entry> first = source.page(position).entries();
    Instant now = database.clock().instant();
    return first.isEmpty() || first.get(0).receivedAt().isAfter(now)
        ? Duration.ZERO
        : Duration.between(first.get(0).receivedAt(), now);
  }
}
