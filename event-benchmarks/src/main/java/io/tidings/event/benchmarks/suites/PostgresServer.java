package io.tidings.event.benchmarks.suites;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * PostgreSQL server on this machine with a connection pool. Unlike an embedded server's test
 * configuration, it forces every commit to the disk, which is PostgreSQL's default.
 */
public final class PostgresServer implements AutoCloseable {

  private static final int CONNECTIONS = 20;

  private final EmbeddedPostgres server;
  private final HikariDataSource pool;

  /** Starts a server on an empty directory, which is deleted on close. */
  public PostgresServer() throws IOException {
    server =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .start();
    requireForced();
    HikariConfig config = new HikariConfig();
    config.setDataSource(server.getPostgresDatabase());
    config.setMaximumPoolSize(CONNECTIONS);
    pool = new HikariDataSource(config);
  }

  /** Throws if commits are not forced to the disk; figures would be meaningless. */
  private void requireForced() throws IOException {
    for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
      try (Connection connection = server.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SHOW " + setting)) {
        rows.next();
        if (!rows.getString(1).equals("on")) {
          throw new IllegalStateException(setting + " is " + rows.getString(1) + ", not on");
        }
      } catch (SQLException failure) {
        throw new IOException(failure);
      }
    }
  }

  /** Returns the connection pool. */
  public DataSource connections() {
    return pool;
  }

  @Override
  public void close() throws IOException {
    pool.close();
    server.close();
  }
}
