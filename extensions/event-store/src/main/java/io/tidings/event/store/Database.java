package io.tidings.event.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * What stands behind a store, and all that differs from one database to another: how to connect,
 * what the types of columns are called, how far a reader may see, what an error means. Thread-safe.
 */
interface Database {

  /** Returns a connection for writing, in auto-commit mode. */
  Connection writer() throws SQLException;

  /** Returns a connection that only reads; each statement on it sees one state. */
  Connection reader() throws SQLException;

  /** Returns a connection for looks at the trail, each statement on it on its own. */
  Connection looker() throws SQLException;

  /** Tells whether connections come from a pool of the host's, and go back to it after each use. */
  boolean isPooled();

  /** Returns how many transactions of this store may write at a time. */
  int writers();

  /** Returns the table of events, as it is named on a connection of a host's. */
  String table();

  /** Returns the statement that stores rows. */
  String insert();

  /** Stores rows by that statement, and tells of each whether it was not there. */
  boolean[] insert(PreparedStatement insert, List<EventRow> rows, long receivedAt)
      throws SQLException;

  /** Returns a statement with the database's own words for types and for the time in it. */
  String ddl(String statement);

  /** Keeps other processes from changing the schema until the transaction ends. */
  void lockSchema(Connection connection) throws SQLException;

  /** Does what this database needs after its schema has changed, in the same transaction. */
  void migrated(Connection connection) throws SQLException;

  /**
   * Makes sure that the database is still the one that was opened.
   *
   * @throws StoreException if it is not
   */
  void verify();

  /** Tells whether a connection of a host's leads here. */
  boolean isOwn(Connection connection) throws SQLException;

  /** Sees that the store's own transaction is forced to the disk when it is committed. */
  void force(Connection connection) throws SQLException;

  /** Does what {@link #force} and {@link #announce} do, for an append of the store's own. */
  void begin(Connection connection) throws SQLException;

  /**
   * Tells readers that a host's transaction is about to append, before it does; and other stores,
   * once it is committed.
   */
  void announce(Connection connection) throws SQLException;

  /**
   * Returns a place in the trail such that everything at or below it is visible to the next
   * statement on the connection, or never will be.
   */
  long horizon(Connection connection) throws SQLException;

  /** Begins to ring a bell whenever others have appended, as far as the database tells of it. */
  News news(Runnable bell);

  /** Returns what is to be done soon after each append of the store's own is committed. */
  AfterCommit afterCommit();

  /** Gives the space of what was removed back to the system, where that needs to be asked for. */
  void shrink(Appender appender) throws SQLException;

  /** Returns the exception that tells what a failure means for a host. */
  StoreException failed(String what, SQLException failure);

  /** Returns an exception about this database. */
  StoreException refused(StoreException.Reason reason, String what);

  /** Tells whether what has failed like that may succeed when it is tried again as a whole. */
  boolean isPassing(StoreException failure);
}
