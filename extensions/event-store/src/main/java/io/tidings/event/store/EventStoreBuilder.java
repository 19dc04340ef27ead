package io.tidings.event.store;

import static java.util.Objects.requireNonNull;

import io.tidings.event.redact.Redactor;
import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.store.internal.Database;
import io.tidings.event.store.internal.Retries;
import io.tidings.event.store.internal.follow.PollInterval;
import io.tidings.event.store.internal.postgres.PostgresLocation;
import io.tidings.event.store.internal.schema.Migrations;
import io.tidings.event.store.internal.schema.Schema;
import io.tidings.event.store.internal.schema.StoreSettings;
import io.tidings.event.store.internal.schema.TrailLocation;
import io.tidings.event.store.internal.sqlite.SqliteLocation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Opens a store. Start with {@link EventStore#builder}. Confined to one thread. */
public final class EventStoreBuilder {

  /** How long to wait for others, unless set otherwise. */
  public static final Duration DEFAULT_BUSY_TIMEOUT = Duration.ofSeconds(10);

  private static final Duration OPEN_APPEND = Duration.ofSeconds(10);
  private static final long LEAST_BYTES = 1 << 20;

  private final TrailLocation location;
  private Redactor redactor = Redactor.standard();
  private InstantSource clock = InstantSource.system();
  private Duration busyTimeout = DEFAULT_BUSY_TIMEOUT;
  private @Nullable Duration reconnecting;
  private Duration openAppendWarning = OPEN_APPEND;
  private PollInterval pollInterval = PollInterval.DEFAULT;
  private long maxBytes = Long.MAX_VALUE;
  private boolean readOnly;

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
   * Sets how long to wait for others: another process that has the file locked, a transaction on
   * PostgreSQL that has appended the same event and is open, or queries that take up all
   * connections. By default {@link #DEFAULT_BUSY_TIMEOUT}.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public EventStoreBuilder busyTimeout(Duration busyTimeout) {
    this.busyTimeout = requireNotNegative(busyTimeout, "busyTimeout");
    return this;
  }

  /**
   * Sets for how long an append is tried again while a database server cannot be reached. What
   * waits behind an {@link io.tidings.event.async.AsyncTap} meanwhile waits in its queue, so hours
   * may be right there. By default as long as the busy timeout. Without effect on a file.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public EventStoreBuilder reconnecting(Duration reconnecting) {
    this.reconnecting = requireNotNegative(reconnecting, "reconnecting");
    return this;
  }

  /**
   * Sets how large this store may let the file grow; what would need more is refused with {@link
   * Reason#FULL}. Without its write-ahead log, which is a few mebibytes, up to 64 while much is
   * appended, and more for as long as a stream keeps it. By default without limit. Without effect
   * on PostgreSQL.
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

  /** Lets the store only read: no trail is made, no schema changed, no event appended. */
  public EventStoreBuilder readOnly() {
    this.readOnly = true;
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
   * Opens the store. Where there is no trail one is made; a file is the owner's alone. What is
   * there and is no trail is not touched.
   *
   * @throws StoreException if it cannot be opened; the message tells why
   */
  public EventStore open() {
    return open(new Migrations(Schema.MIGRATIONS, clock));
  }

  EventStore open(Migrations migrations) {
    Database database = database(migrations);
    Appender appender = readOnly ? null : appender(database);
    Queries queries = new Queries(database, busyTimeout);
    Followers followers = new Followers(database, queries, appender, pollInterval);
    return new EventStore(database, redactor, clock, appender, queries, followers);
  }

  Database database(Migrations migrations) {
    return location.open(
        new StoreSettings(
            busyTimeout,
            maxBytes,
            readOnly,
            openAppendWarning,
            migrations,
            StoreException.FACTORY));
  }

  private Appender appender(Database database) {
    Duration time = reconnecting == null ? busyTimeout : reconnecting;
    Appender appender = new Appender(database, new Retries(database, time, System::nanoTime));
    appender.open();
    return appender;
  }

  private static Duration requireNotNegative(Duration duration, String name) {
    if (requireNonNull(duration, name).isNegative()) {
      throw new IllegalArgumentException(name + " must not be negative; zero does not wait");
    }
    return duration;
  }
}
