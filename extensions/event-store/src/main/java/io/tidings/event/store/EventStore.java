package io.tidings.event.store;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.redact.Redactor;
import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.store.delivery.AsyncDeliveryHandler;
import io.tidings.event.store.delivery.Delivery;
import io.tidings.event.store.delivery.DeliveryDeadLetters;
import io.tidings.event.store.delivery.DeliveryHandler;
import io.tidings.event.store.delivery.DeliveryMetrics;
import io.tidings.event.store.delivery.DeliveryOptions;
import io.tidings.event.store.delivery.OnceWork;
import io.tidings.event.store.internal.ConflictWarning;
import io.tidings.event.store.internal.Database;
import io.tidings.event.store.internal.EventIds;
import io.tidings.event.store.internal.delivery.Deliveries;
import io.tidings.event.store.internal.follow.Leases;
import io.tidings.event.store.internal.follow.NamedPositionStore;
import io.tidings.event.store.internal.follow.Position;
import io.tidings.event.store.internal.follow.PositionStore;
import io.tidings.event.store.spi.Micros;
import io.tidings.event.store.spi.StoreDatabase;
import io.tidings.event.store.spi.StoreObserver;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The trail: a durable, ordered, queryable store of redacted events in one SQLite file or in a
 * PostgreSQL database.
 *
 * <pre>{@code
 * EventStore trail = EventStore.open(Path.of("trail.db"));
 * trail.append(event);
 * List<StoredEvent> latest = trail.list(EventQuery.project("apollo").window(Window.latest(20)));
 * trail.close();
 * }</pre>
 *
 * <p>An event passes three states. <em>Enqueued</em>: an {@link io.tidings.event.async.AsyncTap}
 * has accepted it; it is in memory and lost with the process. <em>Written</em>: an append is in
 * progress; no reader sees it, and a failure rolls the batch back. <em>Committed</em>: {@code
 * append} has returned; it survives the end of the process and, if the disk flushes as requested, a
 * power failure.
 *
 * <p>Appends are idempotent per (project, event id), where no project counts as one: an event that
 * is stored already is not stored again.
 *
 * <p>Several threads and several processes may use one trail. In a file, one of them writes at a
 * time and readers never wait for it; a file must not be on a network file system. In PostgreSQL,
 * appends run concurrently.
 *
 * <p>Thread-safe. Arguments must not be null. No lock of the store is held while a host's code
 * runs, except the database's own during {@link StoreDatabase#write}. After {@link #close} every
 * method that reaches the database throws a {@link StoreException} with {@link Reason#CLOSED}.
 *
 * @contract STO-01, STO-02, STO-03, STO-04, STO-12, STO-16
 */
public final class EventStore implements AutoCloseable {

  private final Database database;
  private final Redactor redactor;
  private final InstantSource clock;
  private final @Nullable StoreObserver observer;
  private final @Nullable Appender appender;
  private final Queries queries;
  private final Followers followers;
  private final TrailDatabase trailDatabase;
  private final Deliveries deliveries;
  private final ConflictWarning warning = new ConflictWarning(System::nanoTime);

  /** Creates a store; it is read-only without an appender. */
  EventStore(
      Database database,
      Redactor redactor,
      InstantSource clock,
      @Nullable StoreObserver observer,
      @Nullable Appender appender,
      Queries queries,
      Followers followers) {
    this.database = database;
    this.redactor = redactor;
    this.clock = clock;
    this.observer = observer;
    this.appender = appender;
    this.queries = queries;
    this.followers = followers;
    this.trailDatabase = new TrailDatabase(database, clock, appender, queries, followers);
    this.deliveries =
        new Deliveries(new TrailDatabase.Delivered(trailDatabase, redactor::redactText));
  }

  /**
   * Opens the trail in a file with default settings, and creates it if it does not exist.
   * Equivalent to {@code EventStore.builder(file).open()}.
   *
   * @throws StoreException if the trail cannot be opened
   */
  public static EventStore open(Path file) {
    return builder(file).open();
  }

  /** Returns a builder of a store in a SQLite file. */
  public static EventStoreBuilder builder(Path file) {
    return EventStoreBuilder.in(file);
  }

  /**
   * Opens the trail in the current schema of a PostgreSQL database with default settings, and
   * creates it if it does not exist. Equivalent to {@code EventStore.builder(connections).open()}.
   *
   * @throws StoreException if the trail cannot be opened
   */
  public static EventStore open(DataSource connections) {
    return builder(connections).open();
  }

  /**
   * Returns a builder of a store in the current schema of a PostgreSQL database.
   *
   * <p>The store takes a connection for each append, query and poll of a follower, and closes it
   * afterwards, so the data source should be a pool; the connections may be in any mode. A stream
   * holds a connection while it is open, and a store with followers holds one to listen for
   * notifications.
   */
  public static EventStoreBuilder builder(DataSource connections) {
    return EventStoreBuilder.in(connections);
  }

  /**
   * Stores one event; returns after the commit.
   *
   * @throws StoreException if the append fails, see {@link #append(List)}
   * @throws IllegalStateException if it is called within {@link StoreDatabase#write}
   * @contract STO-02, STO-03
   */
  public AppendResult append(DomainEvent event) {
    return append(List.of(requireNonNull(event, "event")));
  }

  /**
   * Stores events in their order in one transaction; returns after the commit. All of them are
   * stored or none. Transient failures of a database server are retried, see {@link
   * EventStoreBuilder#reconnecting}. An empty list returns an empty result.
   *
   * @throws StoreException if the append fails; then none of the events is stored by this call,
   *     unless the connection to a database server broke during the commit: its outcome is unknown,
   *     and the append can be repeated
   * @throws IllegalStateException if it is called within {@link StoreDatabase#write}
   * @contract STO-02, STO-03
   */
  public AppendResult append(List<DomainEvent> events) {
    List<EventRow> rows = rows(events);
    Appender writing = writing();
    if (rows.isEmpty()) {
      return new AppendResult(List.of());
    }
    return observed(
        events,
        () -> {
          AppendResult result = result(rows, writing.append(rows, Micros.floor(clock.instant())));
          followers.committed();
          return result;
        });
  }

  private AppendResult observed(List<DomainEvent> events, Supplier<AppendResult> append) {
    return observer == null ? append.get() : observer.append(events, append);
  }

  /**
   * Stores events in their order like {@link #append(List)}, but leaves out those that the database
   * rejects for their content, with the outcome {@link AppendResult.Outcome#UNSTORABLE} and one
   * WARN each. If there is one, the others are stored in several transactions. Any other failure
   * ends the call; events before it may be stored.
   *
   * @throws StoreException if the append fails for another reason than the content of an event; it
   *     can be repeated
   * @throws IllegalStateException if it is called within {@link StoreDatabase#write}
   * @contract STO-15
   */
  public AppendResult appendStorable(List<DomainEvent> events) {
    List<EventRow> rows = rows(events);
    Appender writing = writing();
    if (rows.isEmpty()) {
      return new AppendResult(List.of());
    }
    return observed(events, () -> appendStorable(writing, rows));
  }

  private AppendResult appendStorable(Appender writing, List<EventRow> rows) {
    StorableAppend append = new StorableAppend(writing, Micros.floor(clock.instant()));
    try {
      return result(rows, append.outcomes(rows));
    } finally {
      if (append.hasCommitted()) {
        followers.committed();
      }
    }
  }

  /**
   * Stores events in their order within a transaction of the host: they are stored if and only if
   * the transaction commits. Readers by position wait for the end of the transaction, so it should
   * be short. After a failure the transaction is as it was before the call.
   *
   * <p>In PostgreSQL, such a transaction cannot be prepared for a two-phase commit, and it is as
   * durable as the host's {@code synchronous_commit} makes it.
   *
   * @param connection a connection to the trail's database, not in auto-commit mode; the host
   *     commits or rolls back
   * @throws IllegalArgumentException if the connection is in auto-commit mode or leads to another
   *     database
   * @throws StoreException if the append fails; then none of the events is stored by this call
   * @contract STO-13
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
        : observed(
            events,
            () -> result(rows, writing.append(connection, rows, Micros.floor(clock.instant()))));
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

  /**
   * Returns how often, since this store was opened, an event was not stored because the trail has
   * another event of the same project and id with other content. The stored one is unchanged. Also
   * works after {@link #close}.
   */
  public long conflicts() {
    return warning.total();
  }

  /**
   * Returns the events of a query as a stream that reads one at a time. The stream sees the trail
   * as it was when the stream was opened. It holds one of 16 connections, and keeps the write-ahead
   * log of a file from being truncated, until its last event or until it is closed: close it with
   * try-with-resources, and do not keep it open for long.
   *
   * @return a sequential stream for one thread; its operations throw {@link StoreException}
   * @throws StoreException if the trail cannot be read, with {@link Reason#BUSY} if no connection
   *     is free within the busy timeout
   * @contract STO-09
   */
  public Stream<StoredEvent> stream(EventQuery query) {
    return queries.stream(requireNonNull(query, "query"));
  }

  /**
   * Returns the events of a query, all of them in memory: set a limit on its window or cursor. The
   * list is immutable.
   *
   * @throws StoreException if the trail cannot be read
   */
  public List<StoredEvent> list(EventQuery query) {
    try (Stream<StoredEvent> events = stream(query)) {
      return events.toList();
    }
  }

  /**
   * Returns the number of events that match a query and the bounds of its window or cursor, without
   * regard to its limit.
   *
   * @throws StoreException if the trail cannot be read
   */
  public long count(EventQuery query) {
    return queries.count(requireNonNull(query, "query"));
  }

  /**
   * Returns the number of events of each kind within the bounds of a query, the most frequent kind
   * first. The limit has no effect.
   *
   * @throws StoreException if the trail cannot be read
   */
  public Map<EventKind, Long> countByKind(EventQuery query) {
    return queries.countByKind(requireNonNull(query, "query"));
  }

  /**
   * Starts a follower: it passes the events of a query after a position to a handler, in the order
   * of the trail, then those stored later, until it is closed. No event is skipped or repeated,
   * whichever process stores it. The follower has a thread of its own, on which the handler runs,
   * and uses a connection only while it reads.
   *
   * @param query the events; its window or cursor has no effect
   * @param from the position to start after, without a limit
   * @param handler the consumer of the events; its exception ends the follower, is logged at WARN,
   *     and completes {@link Follower#done}
   * @throws IllegalArgumentException if {@code from} has a limit
   * @throws StoreException if the store is closed
   * @contract FOL-01
   */
  public Follower follow(EventQuery query, Cursor from, Follower.Handler handler) {
    return follow(query, from, FollowerOptions.defaults(), handler);
  }

  /**
   * Starts a follower like {@link #follow(EventQuery, Cursor, Follower.Handler)}, with options.
   *
   * @param options the behaviour after a failure, for example {@link FollowerOptions#restarting}
   * @throws IllegalArgumentException if {@code from} has a limit
   * @throws StoreException if the store is closed
   * @contract FOL-01, FOL-06
   */
  public Follower follow(
      EventQuery query, Cursor from, FollowerOptions options, Follower.Handler handler) {
    PositionStore positions = PositionStore.inMemory(start(from));
    return started(query, positions, handler, FollowerFailures.unnamed(options));
  }

  /**
   * Starts a follower whose position is stored in the trail under a name: the next follower of that
   * name continues there, also in another process and after a crash. Of several open followers of
   * one name, one receives the events; another takes over when that one has ended or has not
   * renewed its lease for 30 seconds. Every event is handled at least once: after a crash, at most
   * a page of 500 events is handled again.
   *
   * @param name 1 to 128 visible ASCII characters
   * @param query the events; its window or cursor has no effect
   * @param from the position to start after if the name is new, without a limit
   * @param handler the consumer of the events; its exception ends the follower, is logged at WARN,
   *     and completes {@link Follower#done}
   * @throws IllegalArgumentException if the name is ill-formed or {@code from} has a limit
   * @throws StoreException if the store is closed or read-only
   * @contract FOL-02, FOL-03
   */
  public Follower follow(String name, EventQuery query, Cursor from, Follower.Handler handler) {
    return follow(name, query, from, FollowerOptions.defaults(), handler);
  }

  /**
   * Starts a follower like {@link #follow(String, EventQuery, Cursor, Follower.Handler)}, with
   * options.
   *
   * @param options the behaviour after a failure, for example {@link FollowerOptions#restarting}
   * @throws IllegalArgumentException if the name is ill-formed or {@code from} has a limit
   * @throws StoreException if the store is closed or read-only
   * @contract FOL-02, FOL-03, FOL-06
   */
  public Follower follow(
      String name,
      EventQuery query,
      Cursor from,
      FollowerOptions options,
      Follower.Handler handler) {
    PositionStore positions =
        new NamedPositionStore(
            writing(),
            new Leases(database, NamedPositionStore.LEASE),
            EventIds.require(name, "name"),
            start(from));
    return started(query, positions, handler, FollowerFailures.named(name, options));
  }

  /**
   * Returns the trail as an infinite publisher: each subscriber has a follower of its own, as by
   * {@link #follow(EventQuery, Cursor, Follower.Handler)}, and receives as many events as it has
   * requested. The publisher never completes; it signals an error when the store is closed or the
   * follower fails.
   *
   * @throws IllegalArgumentException if {@code from} has a limit
   * @contract FOL-04
   */
  public Flow.Publisher<StoredEvent> follow(EventQuery query, Cursor from) {
    requireNonNull(query, "query");
    Position start = start(from);
    return subscriber -> {
      FlowSubscription subscription =
          new FlowSubscription(requireNonNull(subscriber, "subscriber"));
      FollowerLoop follower =
          followers.follow(
              query, PositionStore.inMemory(start), subscription, FollowerFailures.subscription());
      subscription.begin();
      follower.start();
    };
  }

  private Follower started(
      EventQuery query,
      PositionStore positions,
      Follower.Handler handler,
      FollowerFailures failures) {
    requireNonNull(query, "query");
    EventReceiver receiver = EventReceiver.of(requireNonNull(handler, "handler"));
    queries.requireOpen();
    FollowerLoop follower = followers.follow(query, positions, receiver, failures);
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
   * Starts a durable delivery: each event of a query is passed to a handler at least once, those
   * stored before and then new ones, also after a crash. Failures are retried; after the last
   * attempt the event is a dead letter. Position and failures are stored in the trail under the
   * name; of several deliveries of one name, in any process, one is active.
   *
   * @param name 1 to 128 visible ASCII characters
   * @param query the events; its window or cursor has no effect
   * @param handler the consumer of the events, called on several threads
   * @throws IllegalArgumentException if the name is ill-formed
   * @throws StoreException if the store is closed or read-only
   * @contract DLV-01, DLV-02, DLV-04
   */
  public Delivery deliver(
      String name, EventQuery query, DeliveryOptions options, DeliveryHandler handler) {
    requireNonNull(query, "query");
    writing();
    queries.requireOpen();
    return deliveries.start(
        name, new TrailDatabase.Events(queries, query), options, observed(name, handler));
  }

  private DeliveryHandler observed(String delivery, DeliveryHandler handler) {
    requireNonNull(handler, "handler");
    return observer == null ? handler : attempt -> observer.attempt(delivery, attempt, handler);
  }

  /**
   * Starts a durable delivery like {@link #deliver}, with a handler whose work on an event ends
   * after the call: the position moves when its stage has completed. The next event of a key is
   * passed on when the stage of the one before has completed, or with {@link
   * DeliveryOptions#pipelining} when its call has returned.
   *
   * @throws IllegalArgumentException if the name is ill-formed
   * @throws StoreException if the store is closed or read-only
   * @contract DLV-13
   */
  public Delivery deliverAsync(
      String name, EventQuery query, DeliveryOptions options, AsyncDeliveryHandler handler) {
    requireNonNull(query, "query");
    writing();
    queries.requireOpen();
    return deliveries.startAsync(name, new TrailDatabase.Events(queries, query), options, handler);
  }

  /**
   * Returns the dead letters of a durable delivery, which need not run in this process.
   *
   * @param name the name of the delivery; one that never ran has none
   * @throws IllegalArgumentException if the name is ill-formed
   * @contract DLV-06
   */
  public DeliveryDeadLetters deadLetters(String name) {
    return deliveries.deadLetters(name);
  }

  /**
   * Returns the stored numbers of all durable deliveries, by name. The lag counts all events of the
   * query's project, or of the platform; what is in flight, and delivered, is counted by {@link
   * Delivery#metrics} only.
   *
   * @throws StoreException if the trail cannot be read
   * @contract DLV-08
   */
  public List<DeliveryMetrics> deliveries() {
    return deliveries.all();
  }

  /**
   * Does work for an event that may come twice, once: marks the event and does the work in one
   * transaction, as {@link StoreDatabase#write} does, or nothing if the event is marked.
   *
   * @param consumer 1 to 128 visible ASCII characters
   * @param eventId 1 to 128 visible ASCII characters, unique for the consumer
   * @return whether the work was done by this call
   * @throws StoreException if nothing is stored
   * @throws IllegalStateException if it is called within {@link StoreDatabase#write}
   * @contract DLV-07
   */
  public boolean once(String consumer, String eventId, OnceWork work) {
    return deliveries.once(consumer, eventId, work);
  }

  /**
   * Marks an event within a transaction of the host, which does the work only if this returns true.
   * In PostgreSQL the call waits for another open transaction that marks the same event.
   *
   * @param connection a connection to the trail's database, not in auto-commit mode
   * @return whether the event was not marked before
   * @throws IllegalArgumentException if the connection is in auto-commit mode or leads to another
   *     database
   * @throws StoreException if a statement fails
   * @contract DLV-07
   */
  public boolean once(Connection connection, String consumer, String eventId) {
    return deliveries.once(connection, consumer, eventId);
  }

  /**
   * Removes the marks of a consumer before a time, by the store's clock. Its events must not come
   * again after that time.
   *
   * @return the number of marks removed
   * @throws StoreException if nothing is removed
   */
  public int forgetOnce(String consumer, Instant before) {
    return deliveries.forgetOnce(consumer, before);
  }

  /**
   * Returns the position up to which retention has removed events of the query's project, or of any
   * project in a query for the platform; 0 for none. Other events before that position may still be
   * stored. A follower that has ended with {@link Reason#BEHIND} continues under its name, or from
   * {@link Cursor#leftAfter} its position.
   *
   * @throws StoreException if the trail cannot be read
   * @contract RET-06
   */
  public long removedUpTo(EventQuery query) {
    return queries.removed(requireNonNull(query, "query"));
  }

  /**
   * Returns the database of this store, for tables of a host or an extension and for transactions
   * of the store. It is closed with the store.
   */
  public StoreDatabase database() {
    return trailDatabase;
  }

  Database backend() {
    return database;
  }

  /** Returns the write side. */
  Appender writing() {
    return trailDatabase.writing();
  }

  InstantSource clock() {
    return clock;
  }

  /**
   * Closes the store after the appends in progress. An open stream fails at its next event; a
   * follower ends after its current one, a delivery as by {@link Delivery#close()}. Closing again
   * has no effect. When the last store and the last stream of a file are closed, its write-ahead
   * log is merged into the file.
   *
   * @throws IllegalStateException if it is called within {@link StoreDatabase#write}
   * @contract STO-12, FIL-01
   */
  @Override
  public void close() {
    if (appender != null) {
      appender.requireOutside("close its store");
    }
    deliveries.close();
    queries.close();
    followers.close();
    if (appender != null) {
      appender.close();
    }
    warning.close();
  }
}
