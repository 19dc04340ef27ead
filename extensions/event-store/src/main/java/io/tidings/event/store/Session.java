package io.tidings.event.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A connection with what is worth keeping of it. Confined to one thread at a time: whoever has
 * borrowed it.
 */
final class Session implements AutoCloseable {

  private final Connection connection;
  private @Nullable PreparedStatement insert;

  Session(Connection connection) {
    this.connection = connection;
  }

  Connection connection() {
    return connection;
  }

  /** Returns the statement, prepared once. */
  PreparedStatement insert(String sql) throws SQLException {
    PreparedStatement prepared = insert;
    if (prepared == null) {
      prepared = connection.prepareStatement(sql);
      insert = prepared;
    }
    return prepared;
  }

  /** Ends the transaction if there is one, without a commit. */
  void end() throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  @Override
  public void close() throws SQLException {
    try (Connection closed = connection;
        PreparedStatement unused = insert) {
      // Closing is all there is to do, in this order.
    }
  }
}
