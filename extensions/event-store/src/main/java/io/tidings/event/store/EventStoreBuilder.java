package io.tidings.event.store;

import static java.util.Objects.requireNonNull;

import io.tidings.event.redact.Redactor;
import io.tidings.event.store.StoreException.Reason;
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

  private final Site site;
  private Redactor redactor = Redactor.standard();
  private InstantSource clock = InstantSource.system();
  private Duration busyTimeout = DEFAULT_BUSY_TIMEOUT;
  private @Nullable Duration reconnecting;
  private Duration patience = OPEN_APPEND;
  private Pace pace = Pace.USUAL;
  private long maxBytes = Long.MAX_VALUE;
  private boolean readOnly;

  private EventStoreBuilder(Site site) {
    this.site = site;
  }

  static EventStoreBuilder in(Path file) {
    return new EventStoreBuilder(new SqliteSite(requireNonNull(file, "file").toAbsolutePath()));
  }

  static EventStoreBuilder in(DataSource connections) {
    return new EventStoreBuilder(new PostgresSite(requireNonNull(connections, "connections")));
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
  EventStoreBuilder warningAfter(Duration patience) {
    this.patience = patience;
    return this;
  }

  /** Sets how often followers look without being told to. */
  EventStoreBuilder looking(Pace pace) {
    this.pace = pace;
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
    Readings readings = new Readings(database, busyTimeout);
    Followers followers = new Followers(database, readings, appender, pace);
    return new EventStore(database, redactor, clock, appender, readings, followers);
  }

  Database database(Migrations migrations) {
    return site.open(new Settings(busyTimeout, maxBytes, readOnly, patience, migrations));
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
