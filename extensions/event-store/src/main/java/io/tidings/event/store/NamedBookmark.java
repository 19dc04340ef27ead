package io.tidings.event.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The place of a follower that has a name, kept in the trail. One follower of a name has it at a
 * time, by a lease; what another one keeps meanwhile is refused. Confined to one thread.
 */
final class NamedBookmark implements Bookmark {

  /** After how long another follower takes over from one that has gone without a word. */
  static final Duration LEASE = Duration.ofSeconds(30);

  private static final long SELDOM = TimeUnit.SECONDS.toNanos(1);
  private static final long RENEWED = TimeUnit.SECONDS.toNanos(10);
  private static final String SAVE =
      """
      INSERT INTO follower (name, seq, acknowledged) VALUES (?, ?, ?) ON CONFLICT (name)
      DO UPDATE SET seq = excluded.seq, acknowledged = excluded.acknowledged\
      """;

  private final Appender appender;
  private final Leases leases;
  private final String name;
  private final Place beginning;
  private long moved;
  private long movedAt;

  NamedBookmark(Appender appender, Leases leases, String name, Place beginning) {
    this.appender = appender;
    this.leases = leases;
    this.name = name;
    this.beginning = beginning;
  }

  private String lease() {
    return "follower " + name;
  }

  @Override
  public Optional<Place> open() {
    return appender.run(
        connection ->
            leases.take(connection, lease(), LEASE)
                ? Optional.of(place(connection))
                : Optional.empty());
  }

  private Place place(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT seq, acknowledged FROM follower WHERE name = ?")) {
      select.setString(1, name);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? new Place(rows.getLong(1), rows.getLong(2)) : beginning;
      }
    }
  }

  /** A place further on without an event is kept once a second, one that stays once in ten. */
  @Override
  public boolean move(Place place, boolean urgent) {
    long now = System.nanoTime();
    if (!urgent && now - movedAt < (place.seq() == moved ? RENEWED : SELDOM)) {
      return true;
    }
    moved = place.seq();
    movedAt = now;
    return appender.run(
        connection -> {
          boolean mine = leases.take(connection, lease(), LEASE);
          if (mine) {
            save(connection, place);
          }
          return mine;
        });
  }

  private void save(Connection connection, Place place) throws SQLException {
    try (PreparedStatement save = connection.prepareStatement(SAVE)) {
      save.setString(1, name);
      save.setLong(2, place.seq());
      save.setLong(3, place.acknowledged());
      save.executeUpdate();
    }
  }

  @Override
  public void close() {
    appender.run(connection -> leases.release(connection, lease()));
  }
}
