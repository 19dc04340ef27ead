package io.tidings.event.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A connection with its prepared insert. Confined to the thread that has borrowed it. */
public final class PooledConnection implements AutoCloseable {

  private final Connection connection;
  private @Nullable PreparedStatement insert;

  PooledConnection(Connection connection) {
    this.connection = connection;
  }

  public Connection connection() {
    return connection;
  }

  /** Returns the statement, prepared once. */
  public PreparedStatement insert(String sql) throws SQLException {
    PreparedStatement prepared = insert;
    if (prepared == null) {
      prepared = connection.prepareStatement(sql);
      insert = prepared;
    }
    return prepared;
  }

  /** Rolls back an open transaction. */
  void reset() throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  @Override
  public void close() throws SQLException {
    try (Connection closed = connection;
        PreparedStatement unused = insert) {
      // Closes the statement, then the connection.
    }
  }
}
