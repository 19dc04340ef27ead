package io.tidings.event.spring;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The PostgreSQL server of the tests, with one schema for each user. */
final class Postgres {

  private static final EmbeddedPostgres SERVER = start();

  private Postgres() {}

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Returns the URL of a new schema. */
  static String schema(String name) {
    execute("CREATE SCHEMA " + name);
    return url(name, "postgres");
  }

  static String url(String schema, String role) {
    return "jdbc:postgresql://localhost:%s/postgres?user=%s&currentSchema=%s"
        .formatted(SERVER.getPort(), role, schema);
  }

  static void execute(String... statements) {
    try (Connection connection = SERVER.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
