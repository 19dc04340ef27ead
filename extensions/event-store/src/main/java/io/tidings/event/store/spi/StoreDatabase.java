package io.tidings.event.store.spi;

import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The database behind a store: the one door through which tables beside the trail are made, read
 * and changed. {@link EventStore#database} gives it. The trail's own tables may be read; they are
 * changed by the store alone, and from one version to the next as the library likes.
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
 * <p>Thread-safe. It has the life of its store.
 */
public interface StoreDatabase {

  /**
   * Brings tables to their newest version, each step once, whichever of several stores does so, and
   * all steps that are missing or none. Does nothing where they have it (SCH-03).
   *
   * @throws StoreException if they cannot be brought there: with {@link
   *     StoreException.Reason#NEWER_SCHEMA} if they are newer, with {@link
   *     StoreException.Reason#OLDER_SCHEMA} if they are not and the store only reads
   * @throws IllegalStateException if it is called within {@link #write}
   */
  void prepare(StoreTables tables);

  /**
   * Takes tables away, with all that is in them; does nothing where there are none.
   *
   * @throws StoreException if they cannot be taken away
   * @throws IllegalStateException if it is called within {@link #write}
   */
  void remove(StoreTables tables);

  /**
   * Does work that only reads, on one of the connections that queries share.
   *
   * @return what the work returns
   * @throws StoreException if it fails
   */
  <T> T read(SqlWork<T> work);

  /**
   * Does work in one transaction, on a connection of the store's: the way to change tables beside
   * the trail together with {@link EventStore#append(Connection, java.util.List)}, above all in a
   * file. It is committed when the work returns, and rolled back if it throws; the work may take
   * back what it did so far by {@link Connection#rollback}. It cannot write through this store in
   * any other way. Followers look for what it has appended.
   *
   * @return what the work returns
   * @throws StoreException if nothing of it is committed, or the store is closed or only reads
   * @throws IllegalStateException if it is called within such work
   */
  <T extends @Nullable Object> T write(SqlWork<T> work);

  /**
   * Does what may be done again as a whole: tries it again where what has failed may pass, for as
   * long as an append is tried.
   *
   * @throws StoreException what it has thrown last
   */
  <T> T retrying(Supplier<T> work);

  /**
   * Returns a new connection that can write, to be closed by whoever asked for it. A transaction on
   * it keeps other writers out of a file.
   *
   * @throws IllegalStateException if that would wait for a transaction of the calling thread
   */
  Connection connect() throws SQLException;

  /**
   * Returns a right that one of all who ask for it by its name has at a time.
   *
   * @param name 1 to 128 visible ASCII characters
   * @param time how long it is kept without a word, by the database's clock
   * @throws IllegalArgumentException if the name is ill-formed
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
   * @throws StoreException if the trail cannot be read
   */
  boolean hasTable(String name);

  /** Returns the clock of the store. */
  InstantSource clock();

  /** Returns a time as tables have it: the last microsecond since 1970 that is not after it. */
  long floor(Instant time);

  /** Returns the first microsecond since 1970 that is not before a time. */
  long ceiling(Instant time);
}
