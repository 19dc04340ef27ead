package io.tidings.event.store;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What stands behind a store, and all that differs from one database to another: how to connect,
 * what the types of columns are called, what an error means. Thread-safe.
 */
interface Database {

  /** Returns a new connection for appending. Its transactions keep other writers out. */
  Connection writer() throws SQLException;

  /** Returns a new connection that only reads; each statement on it sees one state. */
  Connection reader() throws SQLException;

  /** Returns a statement of the schema with the database's own types in it. */
  String ddl(String statement);

  /** Does what this database needs after its schema has changed, in the same transaction. */
  void migrated(Connection connection) throws SQLException;

  /**
   * Makes sure that the database is still the one that was opened.
   *
   * @throws StoreException if it is not
   */
  void verify();

  /** Returns the exception that tells what a failure means for a host. */
  StoreException failed(String what, SQLException failure);

  /** Returns an exception about this database. */
  StoreException refused(StoreException.Reason reason, String what);
}
