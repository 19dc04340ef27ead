package io.tidings.event.benchmarks.suites;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import javax.sql.DataSource;

/** A PostgreSQL server on this machine that forces every commit to the disk, and a pool to it. */
public final class PostgresServer implements AutoCloseable {

  private static final int CONNECTIONS = 20;

  private final EmbeddedPostgres server;
  private final HikariDataSource pool;

  /** Starts a server on an empty directory, which goes when it is closed. */
  public PostgresServer() throws IOException {
    server = EmbeddedPostgres.builder().setServerConfig("fsync", "on").start();
    HikariConfig config = new HikariConfig();
    config.setDataSource(server.getPostgresDatabase());
    config.setMaximumPoolSize(CONNECTIONS);
    pool = new HikariDataSource(config);
  }

  /** Returns the connections to it. */
  public DataSource connections() {
    return pool;
  }

  @Override
  public void close() throws IOException {
    pool.close();
    server.close();
  }
}
