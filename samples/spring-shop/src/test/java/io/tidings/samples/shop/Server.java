package io.tidings.samples.shop;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The PostgreSQL of the tests. */
final class Server {

  private static final EmbeddedPostgres POSTGRES = start();

  private Server() {}

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Returns the property with the URL of a new schema. */
  static String schema(String name) {
    try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA " + name);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return "--spring.datasource.url=jdbc:postgresql://localhost:%s/postgres?user=postgres&currentSchema=%s"
        .formatted(POSTGRES.getPort(), name);
  }
}
