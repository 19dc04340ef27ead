package io.tidings.event.store.spi;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Access to the database of a store, for tables that a host or an extension keeps with the trail.
 * Obtained from {@link io.tidings.event.store.EventStore#database}.
 *
 * <p>The trail's own tables may be read. Only the store writes them, and their layout may change
 * with any version of the library.
 *
 * <pre>{@code
 * StoreDatabase database = trail.database();
 * database.prepare(payments);
 * database.write(
 *     own -> {
 *       pay(own, amount);
 *       return trail.append(own, List.of(event));
 *     });
 * }</pre>
 *
 * <p>Thread-safe. Arguments must not be null. After the store is closed, every method that reaches
 * the database throws a {@link io.tidings.event.store.StoreException} with the reason CLOSED.
 */
public interface StoreDatabase {

  /**
   * Migrates tables to their newest version, in one transaction: all missing steps are applied or
   * none. Has no effect if the tables have that version. Of several processes one applies a step.
   * Before the first step, existing {@linkplain StoreTables#adopted adopted} tables are checked.
   *
   * @throws io.tidings.event.store.StoreException if the tables cannot be migrated: with the reason
   *     NEWER_SCHEMA if they have a newer version, OLDER_SCHEMA if they have an older one and the
   *     store is read-only, FOREIGN if an adopted table has other columns, a table has a trigger
   *     that the steps did not create, or another object has one of the names
   * @throws IllegalStateException if it is called within {@link #write}
   * @contract SCH-03, SCH-05, SCH-06
   */
  void prepare(StoreTables tables);

  /**
   * Runs read-only work on one of the connections that queries share, on the calling thread.
   * Exceptions of the work other than {@link SQLException} are rethrown unchanged.
   *
   * @return the result of the work
   * @throws io.tidings.event.store.StoreException if the work throws an {@link SQLException}, or no
   *     connection is free within the busy timeout
   */
  <T> T read(SqlWork<T> work);

  /**
   * Runs work in one transaction, on a connection of the store and on the calling thread. The
   * transaction is committed when the work returns, and rolled back if it throws. The work may undo
   * its changes with {@link Connection#rollback}, and may append on its connection by {@link
   * io.tidings.event.store.EventStore#append(Connection, java.util.List)}; followers receive those
   * events after the commit. No other write through this store is possible from within the work. In
   * a file, the transaction blocks all other writers.
   *
   * @return the result of the work
   * @throws io.tidings.event.store.StoreException if nothing is committed; with the reason
   *     READ_ONLY if the store is read-only
   * @throws IllegalStateException if it is called within such work
   */
  <T extends @Nullable Object> T write(SqlWork<T> work);

  /**
   * Runs idempotent work, and runs it again after a transient failure, with backoff, for as long as
   * the store retries an append. A read-only store runs it once.
   *
   * @return the result of the work
   * @throws io.tidings.event.store.StoreException the last failure of the work
   */
  <T> T retrying(Supplier<T> work);

  /**
   * Returns a new connection for writing, which the caller must close. In a file, a transaction on
   * it blocks all other writers.
   *
   * @throws SQLException if the database refuses the connection
   * @throws io.tidings.event.store.StoreException if the store is read-only
   * @throws IllegalStateException if it would wait for a transaction of the calling thread
   */
  Connection connect() throws SQLException;

  /**
   * Returns a lease, which one owner of its name holds at a time. Each returned object is an owner
   * of its own; no lease is taken yet.
   *
   * @param name 1 to 128 visible ASCII characters
   * @param time the time after which the lease expires unless it is renewed, by the clock of the
   *     database; more than 100,000 years count as that. A lease that ends later, since that clock
   *     was set back, is shortened to its time when another owner tries to take it
   * @throws IllegalArgumentException if the name is ill-formed or the time is not positive
   * @contract SCH-04
   */
  StoreLease lease(String name, Duration time);

  /**
   * Returns aggregate queries over the events of some projects.
   *
   * @param projects project ids; the empty text stands for events without a project
   * @throws IllegalArgumentException if {@code projects} is empty
   */
  TrailCounts counts(Set<String> projects);

  /** Returns aggregate queries over the events of all projects. */
  TrailCounts platformCounts();

  /**
   * Returns whether the database has a table of this name, whichever version created it. Use it to
   * read tables that are created by their first write.
   *
   * @throws io.tidings.event.store.StoreException if the trail cannot be read
   */
  boolean hasTable(String name);

  /**
   * Returns the keys of stored events that have one of some event ids, of every project.
   *
   * @throws io.tidings.event.store.StoreException if the trail cannot be read
   */
  Set<StoredKey> storedKeys(Collection<String> eventIds);

  /**
   * The key of a stored event, with its organization. Immutable.
   *
   * @param project the project, empty for none
   * @param eventId the event id
   * @param organization the organization, or null
   */
  record StoredKey(String project, String eventId, @Nullable String organization) {}

  /** Returns the clock of the store. */
  InstantSource clock();
}
