package io.tidings.event.store.internal.delivery;

import io.tidings.event.store.delivery.DeliveryOptions;
import io.tidings.event.store.internal.follow.Leases;
import io.tidings.event.store.internal.follow.Position;
import io.tidings.event.store.spi.SqlWork;
import io.tidings.event.store.spi.StoreDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The stored state of one consumer under a lease. Each take-over increments an epoch; every write
 * is conditional on the epoch of the consumer that makes it. Confined to the consumer's thread.
 *
 * @contract DLV-04
 */
class ConsumerRows {

  private static final String INSERT =
      """
      INSERT INTO delivery_consumer
        (name, epoch, seq, acknowledged, passing, revision, removed, project)
      VALUES (?, 0, ?, ?, ?, 0, 0, ?) ON CONFLICT (name) DO NOTHING\
      """;
  private static final String TAKE_OVER =
      "UPDATE delivery_consumer SET epoch = epoch + 1, passing = ?, project = ? WHERE name = ?";
  private static final String SELECT =
      "SELECT epoch, seq, acknowledged, passing, revision FROM delivery_consumer WHERE name = ?";
  private static final String MOVE =
      """
      UPDATE delivery_consumer SET seq = ?, acknowledged = ?, removed = removed + ?
      WHERE name = ? AND epoch = ?\
      """;

  private final StoreDatabase database;
  private final Leases leases;
  private final String name;
  private final DeliveryOptions options;
  private final String project;
  private final FailureTable failures;
  private long epoch;

  ConsumerRows(
      StoreDatabase database, Leases leases, String name, DeliveryOptions options, String project) {
    this.database = database;
    this.leases = leases;
    this.name = name;
    this.options = options;
    this.project = project;
    this.failures = new FailureTable(name);
  }

  /**
   * The state at a take-over. Immutable.
   *
   * @param position the position to continue from
   * @param revision the number of changes by others
   * @param lastRow the greatest position of an event with a row, 0 for none
   */
  record Start(Position position, long revision, long lastRow) {}

  private record Consumer(long epoch, Position position, int passing, long revision) {}

  /** Takes over; returns empty while another consumer holds the lease. */
  Optional<Start> takeOver() {
    return write(
        connection -> {
          if (!leases.take(connection, lease())) {
            return Optional.empty();
          }
          int passing = options.isPassing() ? 1 : 0;
          long acknowledged = options.start() == 0 ? Position.ANY_REMOVAL : 0;
          FailureTable.update(
              connection, INSERT, name, options.start(), acknowledged, passing, project);
          Consumer before = consumer(connection);
          FailureTable.update(connection, TAKE_OVER, passing, project, name);
          if (before.passing != passing) {
            failures.promoteAll(connection, options.isPassing());
          }
          epoch = before.epoch + 1;
          return Optional.of(
              new Start(before.position, before.revision, failures.last(connection)));
        });
  }

  /**
   * Runs work in a transaction. PostgreSQL ends it if this process is stopped meanwhile, since its
   * locks would keep others from taking over.
   */
  private <T extends @Nullable Object> T write(SqlWork<T> work) {
    return database.write(
        connection -> {
          if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            limitIdleTime(connection);
          }
          return work.run(connection);
        });
  }

  private void limitIdleTime(Connection connection) throws SQLException {
    try (PreparedStatement set =
            FailureTable.prepared(
                connection,
                "SELECT set_config('idle_in_transaction_session_timeout', ?, true)",
                String.valueOf(options.lease().toMillis()));
        ResultSet unused = set.executeQuery()) {
      // Its result is the value.
    }
  }

  private String lease() {
    return "delivery " + name;
  }

  private Consumer consumer(Connection connection) throws SQLException {
    try (PreparedStatement statement = FailureTable.prepared(connection, SELECT, name);
        ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        throw new LeaseLostException();
      }
      return new Consumer(
          rows.getLong(1),
          new Position(rows.getLong(2), rows.getLong(3)),
          rows.getInt(4),
          rows.getLong(5));
    }
  }

  /**
   * Stores a position with changes, and renews the lease.
   *
   * @return the rows that became ready
   * @throws LeaseLostException if another consumer has taken over; nothing is stored
   */
  List<FailureRow> commit(Changes changes, Position position) {
    return write(
        connection -> {
          boolean isOwner = leases.take(connection, lease());
          if (!isFenced(isOwner, move(connection, changes, position))) {
            throw new LeaseLostException();
          }
          if (changes.hasUpserts()) {
            failures.upsert(connection, changes.upserts());
          }
          if (!changes.deletes().isEmpty()) {
            failures.delete(connection, changes.deletes(), position.seq());
          }
          failures.deleteDone(connection, position.seq());
          return failures.promote(connection, changes.keys(), options.isPassing());
        });
  }

  /** Returns whether a write is permitted. */
  boolean isFenced(boolean isOwner, boolean isEpoch) {
    return isOwner && isEpoch;
  }

  private boolean move(Connection connection, Changes changes, Position position)
      throws SQLException {
    return FailureTable.update(
            connection,
            MOVE,
            position.seq(),
            position.acknowledged(),
            changes.removed(),
            name,
            epoch)
        == 1;
  }

  /** Releases the lease. */
  void release() {
    boolean unused = write(connection -> leases.release(connection, lease()));
  }

  Set<String> blocked(Collection<String> keys) {
    return keys.isEmpty()
        ? Set.of()
        : database.read(connection -> failures.blocked(connection, keys, options.isPassing()));
  }

  /** Returns the positions of the events that have rows, from one to another. */
  Set<Long> between(long first, long last) {
    return database.read(connection -> failures.between(connection, first, last));
  }

  boolean hasRows() {
    return database.read(failures::hasAny);
  }

  List<FailureRow> ready(int limit) {
    return database.read(connection -> failures.inState(connection, FailureRow.READY, 0, limit));
  }

  List<FailureRow> heldAfter(String key, long seq, int limit) {
    return database.read(connection -> failures.heldAfter(connection, key, seq, limit));
  }

  /** Returns the number of changes by others. */
  long revision() {
    return database.read(connection -> consumer(connection).revision);
  }
}
