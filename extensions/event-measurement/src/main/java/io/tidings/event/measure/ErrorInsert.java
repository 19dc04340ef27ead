package io.tidings.event.measure;

import io.tidings.event.json.DomainEventJson;
import io.tidings.event.store.spi.Micros;
import io.tidings.event.store.spi.StoreDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A transaction that inserts errors; rows are never updated. Confined to one thread. */
final class ErrorInsert implements ErrorSessions.Session {

  private static final String INSERT =
      "INSERT INTO error_events (subsystem, operation, error_type, error_message, workspace_id,"
          + " agent_id, action_name, event_data, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final Connection connection;
  private final StoreDatabase database;

  ErrorInsert(Connection connection, StoreDatabase database) {
    this.connection = connection;
    this.database = database;
  }

  @Override
  public void insert(ErrorEntry entry) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, entry.subsystem());
      insert.setString(2, entry.operation());
      insert.setString(3, entry.type());
      insert.setString(4, entry.message());
      insert.setString(5, entry.workspaceId());
      insert.setObject(6, entry.agentId());
      insert.setString(7, entry.actionName());
      insert.setString(8, DomainEventJson.standard().writeDetails(entry.extra()));
      insert.setLong(9, Micros.floor(database.clock().instant()));
      insert.executeUpdate();
    }
  }

  @Override
  public void commit() throws SQLException {
    connection.commit();
  }

  @Override
  public void rollback() throws SQLException {
    connection.rollback();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
