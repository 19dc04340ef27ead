package io.tidings.event.store;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventCatalog;
import io.tidings.event.redact.Redactor;
import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.store.internal.ConversionSettings;
import io.tidings.event.store.internal.Database;
import io.tidings.event.store.internal.Retries;
import io.tidings.event.store.internal.delivery.DeliveryTables;
import io.tidings.event.store.internal.follow.PollInterval;
import io.tidings.event.store.internal.postgres.PostgresLocation;
import io.tidings.event.store.internal.schema.Migrations;
import io.tidings.event.store.internal.schema.Schema;
import io.tidings.event.store.internal.schema.StoreSettings;
import io.tidings.event.store.internal.schema.TrailLocation;
import io.tidings.event.store.internal.schema.TrailSchema;
import io.tidings.event.store.internal.sqlite.SqliteLocation;
import io.tidings.event.store.spi.StoreObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Builder of an {@link EventStore}, obtained from {@link EventStore#builder}. Arguments must not be
 * null. Confined to one thread.
 */
public final class EventStoreBuilder {

  /** The default of {@link #busyTimeout}: 10 seconds. */
  public static final Duration DEFAULT_BUSY_TIMEOUT = Duration.ofSeconds(10);

  /** The version of the schema that this library creates. */
  public static final int SCHEMA_VERSION = TrailSchema.VERSION;

  private static final Duration OPEN_APPEND = Duration.ofSeconds(10);
  private static final long LEAST_BYTES = 1 << 20;

  private final TrailLocation location;
  private Redactor redactor = Redactor.standard();
  private EventCatalog catalog = EventCatalog.standard();
  private InstantSource clock = InstantSource.system();
  private Duration busyTimeout = DEFAULT_BUSY_TIMEOUT;
  private @Nullable Duration reconnecting;
  private Duration openAppendWarning = OPEN_APPEND;
  private PollInterval pollInterval = PollInterval.DEFAULT;
  private long maxBytes = Long.MAX_VALUE;
  private ConversionSettings conversion = ConversionSettings.ofSmallTrails();
  private @Nullable StoreObserver observer;
  private boolean readOnly;
  private boolean migrates = true;

  private EventStoreBuilder(TrailLocation location) {
    this.location = location;
  }

  static EventStoreBuilder in(Path file) {
    return new EventStoreBuilder(new SqliteLocation(requireNonNull(file, "file").toAbsolutePath()));
  }

  static EventStoreBuilder in(DataSource connections) {
    return new EventStoreBuilder(new PostgresLocation(requireNonNull(connections, "connections")));
  }

  /**
   * Sets the redactor of events before they are stored. The default is {@link Redactor#standard()}.
   *
   * @contract STO-07
   */
  public EventStoreBuilder redactor(Redactor redactor) {
    this.redactor = requireNonNull(redactor, "redactor");
    return this;
  }

  /**
   * Sets the catalogue that has the kinds of events which are read: {@code kind()} is its constant.
   * The trail may hold events of kinds that it does not have, which have a plain kind. The default
   * is {@link EventCatalog#standard()}.
   *
   * @contract STO-17
   */
  public EventStoreBuilder catalog(EventCatalog catalog) {
    this.catalog = requireNonNull(catalog, "catalog");
    return this;
  }

  /** Sets the clock of {@link StoredEvent#receivedAt}. The default is the system clock. */
  public EventStoreBuilder clock(InstantSource clock) {
    this.clock = requireNonNull(clock, "clock");
    return this;
  }

  /**
   * Adds an observer of appends and of the attempts of durable deliveries, within those added
   * before. By default there is none.
   *
   * @contract STO-20
   */
  public EventStoreBuilder observer(StoreObserver observer) {
    requireNonNull(observer, "observer");
    this.observer = this.observer == null ? observer : this.observer.around(observer);
    return this;
  }

  /**
   * Sets how long to wait for a lock on the file, for an open transaction in PostgreSQL that has
   * appended the same event, and for a free connection while all are used by queries; zero does not
   * wait, and more than 24 days count as that for locks. The default is {@link
   * #DEFAULT_BUSY_TIMEOUT}.
   *
   * @throws IllegalArgumentException if the duration is negative
   * @contract FIL-07, PGS-06
   */
  public EventStoreBuilder busyTimeout(Duration busyTimeout) {
    this.busyTimeout = requireNotNegative(busyTimeout, "busyTimeout");
    return this;
  }

  /**
   * Sets how long an append is retried while the database server is unavailable; zero does not
   * retry. Events behind an {@link io.tidings.event.async.AsyncTap} wait in its queue meanwhile, so
   * hours may be suitable. The default is the busy timeout. Has no effect on a file.
   *
   * @throws IllegalArgumentException if the duration is negative
   * @contract PGS-05
   */
  public EventStoreBuilder reconnecting(Duration reconnecting) {
    this.reconnecting = requireNotNegative(reconnecting, "reconnecting");
    return this;
  }

  /**
   * Sets the greatest size of the file in bytes; an append that needs more fails with {@link
   * Reason#FULL}. The write-ahead log is not included: its size is a few mebibytes, up to 64 under
   * load, and more while a stream is open. The default is no limit. Has no effect on PostgreSQL.
   *
   * @throws IllegalArgumentException if the size is less than 1 MiB
   * @contract FIL-06
   */
  public EventStoreBuilder maxBytes(long maxBytes) {
    if (maxBytes < LEAST_BYTES) {
      throw new IllegalArgumentException("maxBytes must be at least 1 MiB, but is " + maxBytes);
    }
    this.maxBytes = maxBytes;
    return this;
  }

  /**
   * Makes the store read-only: it creates no trail, migrates no schema and refuses appends with
   * {@link Reason#READ_ONLY}. When the last store of a file is closed, it merges the write-ahead
   * log into the file, also a read-only one, unless the file is marked as read-only.
   *
   * @contract FIL-01, FIL-04
   */
  public EventStoreBuilder readOnly() {
    this.readOnly = true;
    return this;
  }

  /**
   * Permits the migration of an earlier trail of any size on open, and sets a listener of its
   * progress. Without it, a trail of up to 100,000 events is migrated, and a larger one is rejected
   * with {@link Reason#OLDER_SCHEMA}. A migration requires that no other process or store has the
   * trail open, and disk space for its new form, up to half of the earlier one. After an
   * interruption the next one continues.
   *
   * @param listener receives the progress on the thread of {@link #open}; an exception interrupts
   *     the migration
   * @contract MIG-01, MIG-02
   */
  public EventStoreBuilder migrating(MigrationListener listener) {
    this.conversion = ConversionSettings.ofAll(requireNonNull(listener, "listener")::progress);
    return this;
  }

  /**
   * Sets whether the store may create and change the schema; the default is true. With false, for
   * roles that may not create tables, {@link #open} rejects a missing trail with {@link
   * Reason#NOT_FOUND} and an older one with {@link Reason#OLDER_SCHEMA}, and leaves both unchanged,
   * as does {@link io.tidings.event.store.spi.StoreDatabase#prepare} for tables that are missing or
   * older. The statements that {@code bin/tidings trail ddl} prints create the schema.
   *
   * @contract SCH-08
   */
  public EventStoreBuilder migrate(boolean migrate) {
    this.migrates = migrate;
    return this;
  }

  /** Sets the greatest number of events that are migrated. */
  EventStoreBuilder migratingAtMost(long events) {
    this.conversion = new ConversionSettings(events, conversion.progress());
    return this;
  }

  /** Sets how long an append may be open before readers that wait for it warn. */
  EventStoreBuilder openAppendWarning(Duration openAppendWarning) {
    this.openAppendWarning = openAppendWarning;
    return this;
  }

  /** Sets how often followers poll. */
  EventStoreBuilder pollInterval(PollInterval pollInterval) {
    this.pollInterval = pollInterval;
    return this;
  }

  /**
   * Returns the statements that create the schema of a trail in this kind of database, for a role
   * that may create tables. Those of the newest version include the tables of durable deliveries.
   * Does not use the database. The role that appends needs SELECT, INSERT, UPDATE and DELETE on the
   * tables; in PostgreSQL also SELECT on their sequences.
   *
   * @param version the version of the schema; {@link #SCHEMA_VERSION} is the newest
   * @throws IllegalArgumentException if there is no such version
   * @contract SCH-09
   */
  public List<String> ddl(int version) {
    return location.ddl(
        version, version == SCHEMA_VERSION ? List.of(DeliveryTables.TABLES) : List.of());
  }

  /**
   * Opens the store. Creates the trail if it does not exist, with access to a new file for its
   * owner only, and migrates an older schema. Any other file or database is left unchanged, as is a
   * trail with foreign triggers on its tables or foreign objects under their names. A file requires
   * SQLite 3.51.3 or later, a name of at most 251 bytes and a path of at most 504.
   *
   * @throws StoreException if the trail cannot be opened; the message names the reason and the
   *     remedy
   * @contract FIL-01, FIL-02, FIL-10, FIL-11, SCH-01, SCH-02, SCH-06
   */
  public EventStore open() {
    return open(new Migrations(Schema.MIGRATIONS, clock));
  }

  EventStore open(Migrations migrations) {
    Database database = database(migrations);
    Appender appender = readOnly ? null : appender(database);
    try {
      Queries queries = new Queries(database, catalog, busyTimeout);
      Followers followers = new Followers(database, queries, appender, pollInterval);
      return new EventStore(database, redactor, clock, observer, appender, queries, followers);
    } catch (RuntimeException failure) {
      if (appender != null) {
        appender.close();
      }
      throw failure;
    }
  }

  Database database(Migrations migrations) {
    return location.open(
        new StoreSettings(
            busyTimeout,
            maxBytes,
            readOnly,
            migrates,
            openAppendWarning,
            migrations,
            conversion,
            StoreException.FACTORY));
  }

  private Appender appender(Database database) {
    Duration time = reconnecting == null ? busyTimeout : reconnecting;
    Appender appender =
        new Appender(database, new Retries(database, time, System::nanoTime), migrates);
    appender.open();
    return appender;
  }

  private static Duration requireNotNegative(Duration duration, String name) {
    if (requireNonNull(duration, name).isNegative()) {
      throw new IllegalArgumentException(name + " must not be negative; zero does not wait");
    }
    return duration;
  }

  /** A listener of the migration of an earlier trail. */
  @FunctionalInterface
  public interface MigrationListener {

    /**
     * Receives the progress.
     *
     * @param step the name of the current step: "copying", "indexing", "comparing", "finishing";
     *     later versions may add more
     * @param done the number of events, indexes or stages that are done
     * @param total the number of all of them
     */
    void progress(String step, long done, long total);
  }
}
