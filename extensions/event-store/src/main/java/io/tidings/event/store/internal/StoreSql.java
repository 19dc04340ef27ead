package io.tidings.event.store.internal;

import io.tidings.event.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * The database behind a store, for the tables that stand beside the trail. {@link
 * io.tidings.event.store.EventStore#unwrap} gives it. Thread-safe.
 */
public interface StoreSql {

  /**
   * Runs work that only reads, on one of the connections that queries share.
   *
   * @throws StoreException if it fails
   */
  <T> T read(SqlWork<T> work);

  /**
   * Runs work in one transaction, between the appends of this store; returns after the commit. The
   * work may take back what it did so far by {@link Connection#rollback}.
   *
   * @throws StoreException if nothing of it is committed
   */
  <T> T write(SqlWork<T> work);

  /**
   * Does what may be done again as a whole: tries it again where what has failed may pass, for as
   * long as an append is tried.
   *
   * @throws StoreException what it has thrown last
   */
  <T> T retrying(Supplier<T> work);

  /**
   * Returns a new connection that can write, to be closed by whoever asked for it. A transaction on
   * it keeps other writers out.
   *
   * @throws IllegalStateException if that would wait for a transaction of the calling thread
   */
  Connection connect() throws SQLException;

  /** Returns the clock of the store. */
  InstantSource clock();

  /** Returns a time as tables have it: the last microsecond since 1970 that is not after it. */
  long floor(Instant time);

  /** Returns the first microsecond since 1970 that is not before a time. */
  long ceiling(Instant time);
}
