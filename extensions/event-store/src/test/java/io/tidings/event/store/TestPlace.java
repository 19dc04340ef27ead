package io.tidings.event.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Where the trail of one test lies. */
public interface TestPlace extends AutoCloseable {

  EventStoreBuilder builder();

  /** Returns a connection of another program's. */
  Connection connect() throws SQLException;

  /** Returns what the schema is made of. */
  List<String> schema() throws SQLException;

  /** Returns how another process is told of this place. */
  String address();

  /** Takes the trail away under the feet of whoever has it open. */
  void destroy() throws SQLException;

  default void execute(String... statements) throws SQLException {
    try (Connection connection = connect()) {
      Sql.execute(connection, statements);
    }
  }

  /** Returns the first column of what a statement answers. */
  default List<String> texts(String sql) throws SQLException {
    try (Connection connection = connect()) {
      return Sql.texts(connection, sql, 1);
    }
  }

  @Override
  void close() throws SQLException;
}
