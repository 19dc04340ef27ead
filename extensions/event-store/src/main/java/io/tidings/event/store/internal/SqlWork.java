package io.tidings.event.store.internal;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Statements that SQLite and PostgreSQL both take, to be run on a connection that is lent. Neither
 * commits nor closes it.
 *
 * @param <T> what comes of it
 */
@FunctionalInterface
public interface SqlWork<T> {

  /** Runs the statements. */
  T run(Connection connection) throws SQLException;
}
