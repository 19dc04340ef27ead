package io.tidings.event.store;

import static java.util.Objects.requireNonNull;

import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.store.internal.counts.SqlTrailCounts;
import io.tidings.event.store.internal.schema.TableColumns;
import io.tidings.event.store.spi.SqlWork;
import io.tidings.event.store.spi.StoreDatabase;
import io.tidings.event.store.spi.StoreLease;
import io.tidings.event.store.spi.StoreTables;
import io.tidings.event.store.spi.TrailCounts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The database behind a store, for tables beside the trail. Immutable and thread-safe.
 *
 * @param appender what writes, or null where the store only reads
 * @param followers who may have something new to read after a write
 */
record DatabaseDoor(
    Database database,
    InstantSource clock,
    @Nullable Appender appender,
    Readings readings,
    Followers followers)
    implements StoreDatabase {

  @Override
  public void prepare(StoreTables tables) {
    Migrations migrations = Migrations.of(requireNonNull(tables, "tables"), clock);
    int version = readings.read(migrations::version);
    if (migrations.isBehind(database, version, appender == null)) {
      changeSchema(
          connection -> {
            requireAdoptable(connection, tables, migrations.version(connection));
            migrations.raise(database, connection);
          });
    }
  }

  /** Rejects existing tables that a first preparation would adopt but that have other columns. */
  private void requireAdoptable(Connection connection, StoreTables tables, int version)
      throws SQLException {
    if (version == 0) {
      String mismatch = TableColumns.mismatch(connection, tables.adopted());
      if (mismatch != null) {
        throw database.refused(Reason.FOREIGN, mismatch);
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
    return readings.read(connection -> !TableColumns.of(connection, name).isEmpty());
  }

  @Override
  public void remove(StoreTables tables) {
    Migrations migrations = Migrations.of(requireNonNull(tables, "tables"), clock);
    migrations.isBehind(database, readings.read(migrations::version), appender == null);
    changeSchema(connection -> migrations.lower(database, connection));
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
    return readings.read(requireNonNull(work, "work"));
  }

  @Override
  public <T extends @Nullable Object> T write(SqlWork<T> work) {
    requireNonNull(work, "work");
    T result = writing().run(work);
    followers.ring();
    return result;
  }

  @Override
  public <T> T retrying(Supplier<T> work) {
    requireNonNull(work, "work");
    return appender == null ? work.get() : appender.retrying(work);
  }

  @Override
  public Connection connect() throws SQLException {
    Appender writing = writing();
    readings.requireOpen();
    if (database.writers() == 1) {
      writing.requireOutside("connect to its store, which it keeps others out of");
    }
    database.verify();
    return database.writer();
  }

  @Override
  public StoreLease lease(String name, Duration time) {
    return new Leased(this, new Leases(database), "lease " + Ids.require(name, "name"), time);
  }

  @Override
  public long floor(Instant time) {
    return Micros.floor(time);
  }

  @Override
  public long ceiling(Instant time) {
    return Micros.ceiling(time);
  }

  /** Returns what writes. */
  Appender writing() {
    if (appender == null) {
      throw database.refused(Reason.READ_ONLY, "was opened for reading alone");
    }
    return appender;
  }

  @FunctionalInterface
  private interface Change {
    void make(Connection connection) throws SQLException;
  }

  /** A right that is taken and given back in transactions of its own. Immutable. */
  private record Leased(DatabaseDoor door, Leases leases, String name, Duration time)
      implements StoreLease {

    @Override
    public boolean take() {
      return door.writing().run(connection -> leases.take(connection, name, time));
    }

    @Override
    public boolean release() {
      return door.writing().run(connection -> leases.release(connection, name));
    }
  }
}
