package io.tidings.event.store.internal;

import io.tidings.event.store.internal.dictionary.Dictionary;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The seam between the store and a database engine: connections, types of columns, visibility of
 * open transactions, meaning of errors. Thread-safe.
 */
public interface Database {

  /** The operation whose failure may be due to the content of an event. */
  String APPEND = "append to";

  /** Returns a new connection for writing, in auto-commit mode. */
  Connection writer() throws SQLException;

  /**
   * Returns a new connection to add texts apart from a host's transaction, or null if they have to
   * be added in it: in an engine with one writer, or if no connection is free.
   */
  @Nullable Connection apart();

  /** Returns a new read-only connection; each statement on it sees one snapshot. */
  Connection reader() throws SQLException;

  /** Lets all further statements on a reader see one snapshot; must precede the first of them. */
  void snapshot(Connection reader) throws SQLException;

  /** Returns a new connection for polling, on which each statement is a transaction of its own. */
  Connection autoCommitReader() throws SQLException;

  /** Returns whether connections come from a pool of the host and return to it after each use. */
  boolean isPooled();

  /** Returns the number of transactions of this store that may write at a time. */
  int writers();

  /** Returns the prefix of the trail's tables, as statements on a host's connection use it. */
  String schema();

  /** Returns the name of the event table as statements on a host's connection use it. */
  default String table() {
    return schema() + "trail_event";
  }

  /** Returns the dictionary of the trail. */
  Dictionary dictionary();

  /** Returns the statement that inserts rows. */
  String insert();

  /** Inserts rows with that statement; of rows of one key, the first may be new. */
  EventInsert.Inserted insert(PreparedStatement insert, List<RowValues> rows) throws SQLException;

  /** Returns a statement with its placeholders replaced by this engine's types and functions. */
  String ddl(String statement);

  /**
   * Compares the objects in the database with those that statements make, given as for {@link
   * #ddl}.
   *
   * @param before the statements that precede them, for other objects
   * @param adopted names of tables that others may have created, of which only the names count
   * @return how the database differs, as the rest of a message about it; null if it does not
   */
  @Nullable String difference(
      Connection connection, List<String> before, List<String> own, Set<String> adopted)
      throws SQLException;

  /** Locks the schema against other processes until the transaction ends. */
  void lockSchema(Connection connection) throws SQLException;

  /** Completes a migration step within its transaction. */
  void migrated(Connection connection) throws SQLException;

  /**
   * Verifies that the database is still the one that was opened.
   *
   * @throws RuntimeException of the {@link FailureFactory} if it was deleted or replaced
   */
  void verify();

  /** Returns whether a host's connection is connected to this database. */
  boolean isOwn(Connection connection) throws SQLException;

  /** Makes the commit of the store's current transaction durable. */
  void force(Connection connection) throws SQLException;

  /** Does {@link #force} and {@link #announce} for an append of the store's own. */
  void begin(Connection connection) throws SQLException;

  /**
   * Announces an append in a host's transaction before its first insert: readers by position wait
   * for it, and other stores are notified when it is committed.
   */
  void announce(Connection connection) throws SQLException;

  /**
   * Returns the greatest position up to which every event is visible to the next statement on the
   * connection or never will be.
   */
  long horizon(Connection connection) throws SQLException;

  /** Starts to run a callback after appends of other stores, if the engine notifies of them. */
  AppendNotifications notifications(Runnable callback);

  /** Returns the work that follows each append of the store's own. */
  CommitListener commitListener();

  /** Returns the space of deleted events to the operating system, if that is not automatic. */
  void shrink(Transactions transactions) throws SQLException;

  /** Returns the exception for a failed statement. */
  RuntimeException failed(String operation, SQLException failure);

  /** Returns an exception about this database. */
  RuntimeException refused(FailureReason reason, String problem);

  /** Returns whether the operation that failed may succeed when it is retried as a whole. */
  boolean isTransient(RuntimeException failure);
}
