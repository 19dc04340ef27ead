package io.tidings.event.store;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.tap.Redactor;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The trail: events in one SQLite file, in the order in which they were committed, without their
 * secrets.
 *
 * <pre>{@code
 * try (EventStore trail = EventStore.open(Path.of("trail.db"))) {
 *   trail.append(event);
 *   EventQuery latest = EventQuery.project("apollo").window(Window.latest(20));
 *   trail.list(latest).forEach(stored -> show(stored));
 * }
 * }</pre>
 *
 * <p>What is promised of an event grows in three steps. <em>Enqueued</em>: an {@link
 * io.tidings.event.tap.AsyncTap} has accepted it; it is in memory, and gone with the process
 * (STO-01). <em>Written</em>: an append is under way; nobody sees it yet, and a failure takes back
 * the batch as a whole (STO-02). <em>Committed</em>: {@code append} has returned; it survives the
 * end of the process and, as far as the disk tells the truth, of the power (STO-03).
 *
 * <p>An event is stored once for each project and event id, where no project counts as one; what
 * comes again is not stored again, so an append can always be repeated (STO-04).
 *
 * <p>Several threads and several processes on one machine may use one file at once: one of them
 * appends at a time, and none that reads waits. Not for network file systems. Thread-safe; no lock
 * is held while anything of a host's runs.
 */
public final class EventStore implements AutoCloseable {

  private final Database database;
  private final Redactor redactor;
  private final InstantSource clock;
  private final @Nullable Appender appender;
  private final Readers readers;
  private final ConflictWarning warning = new ConflictWarning(System::nanoTime);

  /** Creates a store; without an appender it only reads. */
  EventStore(
      Database database,
      Redactor redactor,
      InstantSource clock,
      @Nullable Appender appender,
      Readers readers) {
    this.database = database;
    this.redactor = redactor;
    this.clock = clock;
    this.appender = appender;
    this.readers = readers;
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
    return new EventStoreBuilder(file);
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
    List<EventRow> rows =
        requireNonNull(events, "events").stream()
            .map(event -> EventRow.of(redactor.redact(requireNonNull(event, "events"))))
            .toList();
    if (appender == null) {
      throw database.refused(Reason.READ_ONLY, "was opened for reading alone");
    }
    if (rows.isEmpty()) {
      return new AppendResult(List.of());
    }
    AppendResult result = new AppendResult(appender.append(rows, Micros.floor(clock.instant())));
    int last = result.outcomes().lastIndexOf(AppendOutcome.CONFLICT);
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
    EventRows rows = EventRows.open(database, readers, requireNonNull(query, "query"));
    return StreamSupport.stream(rows, false).onClose(rows::close);
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
    return read(
        QuerySql.count(requireNonNull(query, "query")), rows -> rows.next() ? rows.getLong(1) : 0L);
  }

  /**
   * Returns how many events of each kind a query finds within its bounds, whatever its limit; the
   * most frequent kind first.
   *
   * @throws StoreException if the trail cannot be read
   */
  public Map<EventKind, Long> countByKind(EventQuery query) {
    return read(
        QuerySql.countByKind(requireNonNull(query, "query")),
        rows -> {
          Map<EventKind, Long> counts = new LinkedHashMap<>();
          while (rows.next()) {
            counts.put(EventKind.of(rows.getString(1)), rows.getLong(2));
          }
          return counts;
        });
  }

  private <T> T read(QuerySql sql, Reading<T> reading) {
    Connection connection = readers.borrow();
    boolean done = false;
    try (PreparedStatement statement = connection.prepareStatement(sql.sql())) {
      sql.bind(statement);
      try (ResultSet rows = statement.executeQuery()) {
        T result = reading.read(rows);
        done = true;
        return result;
      }
    } catch (SQLException failure) {
      throw database.failed("read", failure);
    } finally {
      readers.giveBack(connection, !done);
    }
  }

  /**
   * Closes the store, after the append under way if there is one. Streams that are open fail at
   * their next event. Closing again has no effect. Whoever closes a trail last leaves one file.
   */
  @Override
  public void close() {
    readers.close();
    if (appender != null) {
      appender.close();
    }
  }

  @FunctionalInterface
  private interface Reading<T> {
    T read(ResultSet rows) throws SQLException;
  }
}
