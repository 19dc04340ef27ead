package io.tidings.event.store;

import static java.util.Objects.requireNonNull;

import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.tap.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;

/** Opens a store. Start with {@link EventStore#builder}. Confined to one thread. */
public final class EventStoreBuilder {

  /** How long to wait for another process that has the file locked, unless set otherwise. */
  public static final Duration DEFAULT_BUSY_TIMEOUT = Duration.ofSeconds(10);

  private static final long LEAST_BYTES = 1 << 20;

  private final Path file;
  private Redactor redactor = Redactor.standard();
  private InstantSource clock = InstantSource.system();
  private Duration busyTimeout = DEFAULT_BUSY_TIMEOUT;
  private long maxBytes = Long.MAX_VALUE;
  private boolean readOnly;

  EventStoreBuilder(Path file) {
    this.file = requireNonNull(file, "file").toAbsolutePath();
  }

  /**
   * Sets what takes the secrets out of events before they are stored. By default {@link
   * Redactor#standard()}.
   */
  public EventStoreBuilder redactor(Redactor redactor) {
    this.redactor = requireNonNull(redactor, "redactor");
    return this;
  }

  /** Sets the clock of {@link StoredEvent#receivedAt}. By default the system's. */
  public EventStoreBuilder clock(InstantSource clock) {
    this.clock = requireNonNull(clock, "clock");
    return this;
  }

  /**
   * Sets how long to wait for others: another process that has the file locked, or queries that
   * take up all connections. By default {@link #DEFAULT_BUSY_TIMEOUT}.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public EventStoreBuilder busyTimeout(Duration busyTimeout) {
    if (requireNonNull(busyTimeout, "busyTimeout").isNegative()) {
      throw new IllegalArgumentException("busyTimeout must not be negative; zero does not wait");
    }
    this.busyTimeout = busyTimeout;
    return this;
  }

  /**
   * Sets how large this store may let the file grow; what would need more is refused with {@link
   * Reason#FULL}. Without its write-ahead log, which is a few mebibytes. By default without limit.
   *
   * @throws IllegalArgumentException if it is less than a mebibyte
   */
  public EventStoreBuilder maxBytes(long maxBytes) {
    if (maxBytes < LEAST_BYTES) {
      throw new IllegalArgumentException("maxBytes must be at least 1 MiB, but is " + maxBytes);
    }
    this.maxBytes = maxBytes;
    return this;
  }

  /** Lets the store only read: no file is made, no schema changed, no event appended. */
  public EventStoreBuilder readOnly() {
    this.readOnly = true;
    return this;
  }

  /**
   * Opens the store. Where there is no file one is made, for the owner alone; one that is there and
   * is no trail is not touched.
   *
   * @throws StoreException if it cannot be opened; the message tells why
   */
  public EventStore open() {
    return open(new Migrations(Schema.MIGRATIONS, clock));
  }

  EventStore open(Migrations migrations) {
    try {
      Database database = prepared(migrations);
      Appender appender = readOnly ? null : appender(database);
      return new EventStore(
          database, redactor, clock, appender, new Readers(database, busyTimeout));
    } catch (IOException failure) {
      throw new StoreException(
          Reason.FAILED, "the trail " + file + " cannot be opened: " + failure, failure);
    }
  }

  private static Appender appender(Database database) {
    Appender appender = new Appender(database);
    try {
      appender.open();
      return appender;
    } catch (SQLException failure) {
      throw database.failed("open", failure);
    }
  }

  private Database prepared(Migrations migrations) throws IOException {
    if (!SqliteFile.isThere(file)) {
      create(migrations);
    }
    SqliteFile.requireUsable(file, !readOnly);
    SqliteDatabase database = SqliteDatabase.in(file, busyTimeout, maxBytes);
    try {
      SqliteFile.requireTrail(database);
      requireVersion(database, migrations);
      return database;
    } catch (SQLException failure) {
      throw database.failed("open", failure);
    }
  }

  private void create(Migrations migrations) throws IOException {
    Path directory = file.getParent();
    if (readOnly || directory == null || !Files.isDirectory(directory)) {
      String remedy = readOnly ? "there is no such file" : "its directory does not exist; make it";
      throw new StoreException(Reason.NOT_FOUND, "the trail " + file + ": " + remedy);
    }
    try {
      SqliteFile.create(file, busyTimeout, migrations);
    } catch (SQLException failure) {
      throw SqliteErrors.told(file, "make", busyTimeout, failure);
    }
  }

  private void requireVersion(Database database, Migrations migrations) throws SQLException {
    int version;
    try (Connection connection = database.reader()) {
      version = Migrations.version(connection);
    }
    if (version > migrations.newest()) {
      throw database.refused(
          Reason.NEWER_SCHEMA,
          "has schema version %s, and this library knows up to %s; use a newer version of Tidings"
              .formatted(version, migrations.newest()));
    }
    if (version < migrations.newest()) {
      upgrade(database, migrations, version);
    }
  }

  private void upgrade(Database database, Migrations migrations, int version) throws SQLException {
    if (readOnly) {
      throw database.refused(
          Reason.OLDER_SCHEMA,
          "has schema version %s, older than %s; open it once for writing"
              .formatted(version, migrations.newest()));
    }
    try (Connection connection = database.writer()) {
      migrations.upgrade(database, connection);
    }
  }
}
