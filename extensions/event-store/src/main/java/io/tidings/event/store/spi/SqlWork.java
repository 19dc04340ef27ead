package io.tidings.event.store.spi;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Statements to run on a borrowed connection to the trail's database. The store begins and ends the
 * transaction and closes the connection. Statements must be valid in SQLite and in PostgreSQL to
 * work with both.
 *
 * @param <T> type of the result
 */
@FunctionalInterface
public interface SqlWork<T extends @Nullable Object> {

  /**
   * Runs the statements, on the thread of the caller.
   *
   * @param connection must not be used after this method has returned
   * @return the result, which may be null where {@code T} allows it
   * @throws SQLException if a statement fails
   */
  T run(Connection connection) throws SQLException;
}
