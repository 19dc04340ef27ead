package io.tidings.event.store.internal.follow;

import io.tidings.event.store.internal.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The position of a named follower, stored in the trail under a lease: one follower of a name owns
 * it at a time, writes of any other are refused. Confined to one thread.
 */
public final class NamedPositionStore implements PositionStore {

  /** The time after which another follower replaces one that no longer renews its lease. */
  public static final Duration LEASE = Duration.ofSeconds(30);

  private static final long SAVE_INTERVAL = TimeUnit.SECONDS.toNanos(1);
  private static final long RENEW_INTERVAL = TimeUnit.SECONDS.toNanos(10);
  private static final String SAVE =
      """
      INSERT INTO follower (name, seq, acknowledged) VALUES (?, ?, ?) ON CONFLICT (name)
      DO UPDATE SET seq = excluded.seq, acknowledged = excluded.acknowledged\
      """;

  private final Transactions transactions;
  private final Leases leases;
  private final String name;
  private final Position start;
  private long savedSeq;
  private long savedAt;

  public NamedPositionStore(Transactions transactions, Leases leases, String name, Position start) {
    this.transactions = transactions;
    this.leases = leases;
    this.name = name;
    this.start = start;
  }

  private String lease() {
    return "follower " + name;
  }

  @Override
  public Optional<Position> open() {
    return transactions.run(
        connection ->
            leases.take(connection, lease()) ? Optional.of(load(connection)) : Optional.empty());
  }

  private Position load(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT seq, acknowledged FROM follower WHERE name = ?")) {
      select.setString(1, name);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? new Position(rows.getLong(1), rows.getLong(2)) : start;
      }
    }
  }

  /**
   * Saves a position that is not urgent at most once a second, and an unchanged one once in ten
   * seconds, which renews the lease.
   */
  @Override
  public boolean move(Position position, boolean urgent) {
    long now = System.nanoTime();
    long interval = position.seq() == savedSeq ? RENEW_INTERVAL : SAVE_INTERVAL;
    if (!urgent && now - savedAt < interval) {
      return true;
    }
    savedSeq = position.seq();
    savedAt = now;
    return transactions.run(
        connection -> {
          boolean owned = leases.take(connection, lease());
          if (owned) {
            save(connection, position);
          }
          return owned;
        });
  }

  private void save(Connection connection, Position position) throws SQLException {
    try (PreparedStatement save = connection.prepareStatement(SAVE)) {
      save.setString(1, name);
      save.setLong(2, position.seq());
      save.setLong(3, position.acknowledged());
      save.executeUpdate();
    }
  }

  @Override
  public void close() {
    transactions.run(connection -> leases.release(connection, lease()));
  }
}
