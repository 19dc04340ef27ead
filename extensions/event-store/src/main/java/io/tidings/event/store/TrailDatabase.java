package io.tidings.event.store;

import static java.util.Objects.requireNonNull;

import io.tidings.event.store.internal.Database;
import io.tidings.event.store.internal.EventIds;
import io.tidings.event.store.internal.FailureReason;
import io.tidings.event.store.internal.KeyLookup;
import io.tidings.event.store.internal.counts.SqlTrailCounts;
import io.tidings.event.store.internal.delivery.EventSource;
import io.tidings.event.store.internal.delivery.TrailAccess;
import io.tidings.event.store.internal.follow.Leases;
import io.tidings.event.store.internal.schema.Migrations;
import io.tidings.event.store.internal.schema.TableColumns;
import io.tidings.event.store.spi.SqlWork;
import io.tidings.event.store.spi.StoreDatabase;
import io.tidings.event.store.spi.StoreLease;
import io.tidings.event.store.spi.StoreTables;
import io.tidings.event.store.spi.TrailCounts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The database of a store, for tables of its tenants. Immutable and thread-safe.
 *
 * @param appender the write side, or null in a read-only store
 * @param followers the followers to wake after a write
 */
record TrailDatabase(
    Database database,
    InstantSource clock,
    @Nullable Appender appender,
    Queries queries,
    Followers followers)
    implements StoreDatabase {

  @Override
  public void prepare(StoreTables tables) {
    Migrations migrations = Migrations.of(requireNonNull(tables, "tables"), clock);
    if (isOutdated(migrations)) {
      writing().requireMigration(tables.name());
      changeSchema(
          connection -> {
            requireAdoptable(connection, tables, migrations.version(database, connection));
            migrations.apply(database, connection);
            migrations.isOutdated(database, connection, false);
          });
    }
  }

  private boolean isOutdated(Migrations migrations) {
    return queries.read(
        connection -> migrations.isOutdated(database, connection, appender == null));
  }

  /** Rejects existing tables that a first preparation would adopt but that have other columns. */
  private void requireAdoptable(Connection connection, StoreTables tables, long version)
      throws SQLException {
    if (version == 0) {
      String mismatch = TableColumns.mismatch(connection, tables.adopted());
      if (mismatch != null) {
        throw database.refused(FailureReason.FOREIGN, mismatch);
      }
    }
  }

  @Override
  public TrailCounts counts(Set<String> projects) {
    return SqlTrailCounts.ofProjects(this, requireNonNull(projects, "projects"));
  }

  @Override
  public TrailCounts platformCounts() {
    return SqlTrailCounts.ofPlatform(this);
  }

  @Override
  public boolean hasTable(String name) {
    requireNonNull(name, "name");
    return queries.read(connection -> !TableColumns.of(connection, name).isEmpty());
  }

  @Override
  public Set<StoredKey> storedKeys(Collection<String> eventIds) {
    List<String> ids = List.copyOf(eventIds);
    return queries.read(connection -> KeyLookup.stored(connection, ids));
  }

  private void changeSchema(Change change) {
    write(
        connection -> {
          change.make(connection);
          return true;
        });
  }

  @Override
  public <T> T read(SqlWork<T> work) {
    return queries.read(requireNonNull(work, "work"));
  }

  @Override
  public <T extends @Nullable Object> T write(SqlWork<T> work) {
    requireNonNull(work, "work");
    return writing().run(work, followers::committed);
  }

  @Override
  public <T> T retrying(Supplier<T> work) {
    requireNonNull(work, "work");
    return appender == null ? work.get() : appender.retrying(work);
  }

  @Override
  public Connection connect() throws SQLException {
    Appender writing = writing();
    queries.requireOpen();
    if (database.writers() == 1) {
      writing.requireOutside("connect to its store, which it has locked");
    }
    database.verify();
    return database.writer();
  }

  @Override
  public StoreLease lease(String name, Duration time) {
    String lease = "lease " + EventIds.require(name, "name");
    return new Leased(this, new Leases(database, requirePositive(time)), lease);
  }

  private static Duration requirePositive(Duration time) {
    if (requireNonNull(time, "time").isNegative() || time.isZero()) {
      throw new IllegalArgumentException("time must be positive, but is " + time);
    }
    return time;
  }

  /** Returns the write side. */
  Appender writing() {
    if (appender == null) {
      throw database.refused(FailureReason.READ_ONLY, "was opened read-only");
    }
    return appender;
  }

  @FunctionalInterface
  private interface Change {
    void make(Connection connection) throws SQLException;
  }

  /** A lease that is taken and released in transactions of its own. Immutable. */
  private record Leased(TrailDatabase trailDatabase, Leases leases, String name)
      implements StoreLease {

    @Override
    public boolean take() {
      return trailDatabase.writing().run(connection -> leases.take(connection, name));
    }

    @Override
    public boolean release() {
      return trailDatabase.writing().run(connection -> leases.release(connection, name));
    }
  }

  /**
   * The store as its durable deliveries use it. Immutable.
   *
   * @param redaction the redaction of a failure's message
   */
  record Delivered(TrailDatabase database, UnaryOperator<String> redaction) implements TrailAccess {

    @Override
    public Database engine() {
      return database.database;
    }

    @Override
    public EventSource platform() {
      return new Events(database.queries, EventQuery.platform());
    }

    @Override
    public EventSource project(String id) {
      return new Events(database.queries, EventQuery.project(id));
    }

    @Override
    public Runnable onCommit(Runnable callback) {
      return database.followers.onCommit(callback);
    }

    @Override
    public long pollMillis() {
      return database.followers.pollMillis();
    }

    @Override
    public void requireOutside(String action) {
      database.writing().requireOutside(action);
    }
  }

  /**
   * The events of a query, for a delivery. Immutable.
   *
   * @param query the events
   */
  record Events(Queries queries, EventQuery query) implements EventSource {

    @Override
    public Page page(long after) {
      Queries.Page page = queries.page(query, after);
      return new Page(
          page.events().stream().map(Events::entry).toList(),
          page.upTo(),
          page.isLast(),
          page.removed());
    }

    @Override
    public List<Entry> at(Collection<Long> positions) {
      if (positions.isEmpty()) {
        return List.of();
      }
      EventQuery some = EventQuery.platform().at(positions).cursor(Cursor.start());
      try (Stream<StoredEvent> events = queries.stream(some)) {
        return events.map(Events::entry).toList();
      }
    }

    @Override
    public long count(long after) {
      return queries.count(query.cursor(Cursor.after(after)));
    }

    @Override
    public String project() {
      String project = query.projectId();
      return project == null ? "" : project;
    }

    private static Entry entry(StoredEvent stored) {
      return new Entry(stored.seq(), stored.receivedAt(), stored.event());
    }
  }
}
