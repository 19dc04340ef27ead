package io.tidings.event.store.spi;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Statements that are run on a connection to the trail's database, which is lent. Whether they are
 * a transaction, and its end, are the store's business, and so is the connection's. What is to work
 * in files and in PostgreSQL has statements that both databases take.
 *
 * @param <T> what comes of it
 */
@FunctionalInterface
public interface SqlWork<T extends @Nullable Object> {

  /**
   * Runs the statements.
   *
   * @param connection to the database
   * @return anything, null too
   * @throws SQLException what the database throws
   */
  T run(Connection connection) throws SQLException;
}
