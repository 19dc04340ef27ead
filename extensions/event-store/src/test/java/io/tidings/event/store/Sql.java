package io.tidings.event.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database looked at from outside, as another program would. */
final class Sql {

  private Sql() {}

  static Connection connect(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
  }

  static void execute(Path file, String... statements) throws SQLException {
    try (Connection connection = connect(file)) {
      execute(connection, statements);
    }
  }

  static void execute(Connection connection, String... statements) throws SQLException {
    for (String sql : statements) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }

  /** Returns the first column of what a statement answers. */
  static List<String> texts(Path file, String sql) throws SQLException {
    try (Connection connection = connect(file)) {
      return texts(connection, sql, 1);
    }
  }

  static List<String> texts(Connection connection, String sql, int column) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(column));
      }
    }
    return texts;
  }
}
