package io.tidings.event.store;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.redact.Redactor;
import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.store.internal.ConflictWarning;
import io.tidings.event.store.internal.Database;
import io.tidings.event.store.internal.EventIds;
import io.tidings.event.store.internal.follow.Leases;
import io.tidings.event.store.internal.follow.NamedPositionStore;
import io.tidings.event.store.internal.follow.Position;
import io.tidings.event.store.internal.follow.PositionStore;
import io.tidings.event.store.spi.Micros;
import io.tidings.event.store.spi.StoreDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The trail: events in one SQLite file or in a PostgreSQL database, in the order in which they were
 * committed, without their secrets.
 *
 * <pre>{@code
 * EventStore trail = EventStore.open(Path.of("trail.db"));
 * trail.append(event);
 * List<StoredEvent> latest = trail.list(EventQuery.project("apollo").window(Window.latest(20)));
 * trail.close();
 * }</pre>
 *
 * <p>What is promised of an event grows in three steps. <em>Enqueued</em>: an {@link
 * io.tidings.event.async.AsyncTap} has accepted it; it is in memory, and gone with the process
 * (STO-01). <em>Written</em>: an append is under way; nobody sees it yet, and a failure takes back
 * the batch as a whole (STO-02). <em>Committed</em>: {@code append} has returned; it survives the
 * end of the process and, as far as the disk tells the truth, of the power (STO-03).
 *
 * <p>An event is stored once for each project and event id, where no project counts as one; what
 * comes again is not stored again, so an append can always be repeated (STO-04).
 *
 * <p>Several threads and several processes may use one trail at once. On one file one of them
 * appends at a time, and none that reads waits; not for network file systems. On PostgreSQL they
 * append side by side. Thread-safe; no lock is held while anything of a host's runs, but for the
 * database's own while a {@linkplain StoreDatabase#write transaction} does.
 */
public final class EventStore implements AutoCloseable {

  private final Database database;
  private final Redactor redactor;
  private final InstantSource clock;
  private final @Nullable Appender appender;
  private final Queries queries;
  private final Followers followers;
  private final TrailDatabase trailDatabase;
  private final ConflictWarning warning = new ConflictWarning(System::nanoTime);

  /** Creates a store; without an appender it only reads. */
  EventStore(
      Database database,
      Redactor redactor,
      InstantSource clock,
      @Nullable Appender appender,
      Queries queries,
      Followers followers) {
    this.database = database;
    this.redactor = redactor;
    this.clock = clock;
    this.appender = appender;
    this.queries = queries;
    this.followers = followers;
    this.trailDatabase = new TrailDatabase(database, clock, appender, queries, followers);
  }

  /**
   * Opens the trail in a file, or begins one there, with every default. Short for {@code
   * EventStore.builder(file).open()}.
   *
   * @throws StoreException if it cannot be opened
   */
  public static EventStore open(Path file) {
    return builder(file).open();
  }

  /** Starts a store in a file. */
  public static EventStoreBuilder builder(Path file) {
    return EventStoreBuilder.in(file);
  }

  /**
   * Opens the trail in the current schema of a PostgreSQL database, or begins one there, with every
   * default. Short for {@code EventStore.builder(connections).open()}.
   *
   * @throws StoreException if it cannot be opened
   */
  public static EventStore open(DataSource connections) {
    return builder(connections).open();
  }

  /**
   * Starts a store in the current schema of a PostgreSQL database. Connections are taken for one
   * append, query, or look of a follower and closed after it, so a pool should give them, in
   * whatever mode; a stream keeps one for as long as it is open, and a store that is followed one
   * to listen.
   */
  public static EventStoreBuilder builder(DataSource connections) {
    return EventStoreBuilder.in(connections);
  }

  /**
   * Stores an event, and returns when it is committed.
   *
   * @throws StoreException if it is not stored
   */
  public AppendResult append(DomainEvent event) {
    return append(List.of(requireNonNull(event, "event")));
  }

  /**
   * Stores events in their order and in one transaction, and returns when they are committed: all
   * of them, or none (STO-02).
   *
   * @throws StoreException if none is stored
   */
  public AppendResult append(List<DomainEvent> events) {
    List<EventRow> rows = rows(events);
    Appender writing = writing();
    if (rows.isEmpty()) {
      return new AppendResult(List.of());
    }
    AppendResult result = result(rows, writing.append(rows, Micros.floor(clock.instant())));
    followers.committed();
    return result;
  }

  /**
   * Stores events in their order as a part of a host's transaction: they are there exactly when
   * what else the transaction does is (STO-13). Whoever reads by place waits for its end, so end it
   * soon. If this fails nothing of the batch is in the transaction, which is as it was. On
   * PostgreSQL such a transaction cannot be prepared for a commit in two phases, and is as durable
   * as the host's {@code synchronous_commit} makes it.
   *
   * @param connection a connection to the trail's database, not in auto-commit mode, which the host
   *     commits or rolls back
   * @throws IllegalArgumentException if it is in auto-commit mode, or of another database
   * @throws StoreException if none is stored
   */
  public AppendResult append(Connection connection, List<DomainEvent> events) {
    requireNonNull(connection, "connection");
    List<EventRow> rows = rows(events);
    Appender writing = writing();
    try {
      if (connection.getAutoCommit()) {
        throw new IllegalArgumentException(
            "connection must be within a transaction; call setAutoCommit(false) on it first");
      }
    } catch (SQLException failure) {
      throw database.failed("append to", failure);
    }
    return rows.isEmpty()
        ? new AppendResult(List.of())
        : result(rows, writing.append(connection, rows, Micros.floor(clock.instant())));
  }

  private List<EventRow> rows(List<DomainEvent> events) {
    return requireNonNull(events, "events").stream()
        .map(event -> EventRow.of(redactor.redact(requireNonNull(event, "events"))))
        .toList();
  }

  private AppendResult result(List<EventRow> rows, List<AppendResult.Outcome> outcomes) {
    int last = outcomes.lastIndexOf(AppendResult.Outcome.CONFLICT);
    AppendResult result = new AppendResult(outcomes);
    if (last >= 0) {
      warning.conflicts(result.conflicts(), rows.get(last).event().id());
    }
    return result;
  }

  /** Returns how many events this store was given with the key of another that was there. */
  public long conflicts() {
    return warning.total();
  }

  /**
   * Reads what a query finds, one event at a time, however many there are. The stream sees the
   * trail as it was when it was opened, has one of a bounded number of connections until it is
   * closed or has come to its end, and keeps the file's log from being cut meanwhile: close it, as
   * by try-with-resources, and do not keep it open for long.
   *
   * @return a sequential stream, to be used by one thread; its operations throw StoreException
   * @throws StoreException if the trail cannot be read
   */
  public Stream<StoredEvent> stream(EventQuery query) {
    return queries.stream(requireNonNull(query, "query"));
  }

  /**
   * Returns what a query finds, all of it in memory: give the window or cursor a limit. The size of
   * the list is the count of AUD-01.
   *
   * @throws StoreException if the trail cannot be read
   */
  public List<StoredEvent> list(EventQuery query) {
    try (Stream<StoredEvent> events = stream(query)) {
      return events.toList();
    }
  }

  /**
   * Returns how many events a query finds within its bounds, whatever its limit.
   *
   * @throws StoreException if the trail cannot be read
   */
  public long count(EventQuery query) {
    return queries.count(requireNonNull(query, "query"));
  }

  /**
   * Returns how many events of each kind a query finds within its bounds, whatever its limit; the
   * most frequent kind first.
   *
   * @throws StoreException if the trail cannot be read
   */
  public Map<EventKind, Long> countByKind(EventQuery query) {
    return queries.countByKind(requireNonNull(query, "query"));
  }

  /**
   * Follows the trail: gives what a query finds after a place, in the order of the trail, then what
   * comes, for as long as the follower is open. Between the one and the other nothing is left out
   * and nothing comes twice, whichever process stores it (FOL-01). It has a thread of its own, and
   * while it reads a connection for a moment.
   *
   * @param query which events; its window or cursor has no effect
   * @param from the place to begin after, without a limit
   * @param handler takes the events
   * @throws IllegalArgumentException if {@code from} has a limit
   * @throws StoreException if the store is closed
   */
  public Follower follow(EventQuery query, Cursor from, Follower.Handler handler) {
    EventReceiver receiver = EventReceiver.of(requireNonNull(handler, "handler"));
    return started(requireNonNull(query, "query"), PositionStore.inMemory(start(from)), receiver);
  }

  /**
   * Follows the trail under a name, and keeps the place of that name in it: whoever follows next
   * under the name goes on from there, also in another process and after a crash. Of several who
   * follow under one name at once one gets the events, and another takes over when that one has
   * ended, or has been silent for half a minute (FOL-03). Every event is handled at least once:
   * what was handled but not yet kept, at most a page of 500 events, comes again (FOL-02).
   *
   * @param name 1 to 128 visible ASCII characters
   * @param query which events; its window or cursor has no effect
   * @param from the place to begin after where the name is new, without a limit
   * @param handler takes the events
   * @throws IllegalArgumentException if the name is ill-formed or {@code from} has a limit
   * @throws StoreException if the store is closed or only reads
   */
  public Follower follow(String name, EventQuery query, Cursor from, Follower.Handler handler) {
    PositionStore positions =
        new NamedPositionStore(
            writing(), new Leases(database), EventIds.require(name, "name"), start(from));
    EventReceiver receiver = EventReceiver.of(requireNonNull(handler, "handler"));
    return started(requireNonNull(query, "query"), positions, receiver);
  }

  /**
   * Returns the trail as a stream without an end: each subscriber follows it as by {@link
   * #follow(EventQuery, Cursor, Follower.Handler)}, and gets as much as it asks for (FOL-04). It
   * ends with an error alone: when the store is closed, and with what else ends a follower.
   *
   * @throws IllegalArgumentException if {@code from} has a limit
   */
  public Flow.Publisher<StoredEvent> follow(EventQuery query, Cursor from) {
    requireNonNull(query, "query");
    Position start = start(from);
    return subscriber -> {
      FlowSubscription subscription =
          new FlowSubscription(requireNonNull(subscriber, "subscriber"));
      FollowerLoop follower = followers.follow(query, PositionStore.inMemory(start), subscription);
      subscription.begin();
      follower.start();
    };
  }

  private Follower started(EventQuery query, PositionStore positions, EventReceiver receiver) {
    queries.requireOpen();
    FollowerLoop follower = followers.follow(query, positions, receiver);
    follower.start();
    return follower;
  }

  private static Position start(Cursor from) {
    if (from.limit() != null) {
      throw new IllegalArgumentException("from must have no limit; a follower has no end");
    }
    long acknowledged = from.after() == 0 || from.left() ? Position.ANY_REMOVAL : 0;
    return new Position(from.after(), acknowledged);
  }

  /**
   * Returns the place up to which retention has removed events of the query's project, or of any
   * project where it is for the platform; 0 for none. There may be events of others, and younger
   * ones, before it: a follower that has ended with {@link Reason#BEHIND} goes on under its name,
   * or from {@link Cursor#leftAfter} its position.
   *
   * @throws StoreException if the trail cannot be read
   */
  public long removedUpTo(EventQuery query) {
    return queries.removed(requireNonNull(query, "query"));
  }

  /**
   * Returns the database behind this store, for whoever keeps tables of his own beside the trail or
   * needs a transaction of the store's. It ends with the store.
   */
  public StoreDatabase database() {
    return trailDatabase;
  }

  Database backend() {
    return database;
  }

  /** Returns what writes. */
  Appender writing() {
    return trailDatabase.writing();
  }

  InstantSource clock() {
    return clock;
  }

  /**
   * Closes the store, after the appends under way. Streams that are open fail at their next event,
   * followers end after theirs. Closing again has no effect. Whoever closes a trail in a file last
   * leaves one file.
   *
   * @throws IllegalStateException if it is called within {@link StoreDatabase#write}
   */
  @Override
  public void close() {
    if (appender != null) {
      appender.requireOutside("close its store");
    }
    queries.close();
    followers.close();
    if (appender != null) {
      appender.close();
    }
    warning.close();
  }
}
