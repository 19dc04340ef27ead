package io.tidings.event.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.ds.PGSimpleDataSource;

/** A schema of its own in the one server of all tests, with a pool of connections to it. */
public record PostgresPlace(String name, HikariDataSource connections) implements TestPlace {

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final int MOST = 40;

  static PostgresPlace make() throws SQLException {
    String name = "Trail \"" + NUMBER.incrementAndGet() + "\"";
    try (Connection connection = PostgresServer.shared().connections("public").getConnection()) {
      Sql.execute(connection, "CREATE SCHEMA " + quoted(name));
    }
    return new PostgresPlace(name, pool(PostgresServer.shared().connections(quoted(name))));
  }

  static HikariDataSource pool(PGSimpleDataSource source) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setMinimumIdle(0);
    config.setMaximumPoolSize(MOST);
    config.setConnectionTimeout(2_000);
    return new HikariDataSource(config);
  }

  /** Returns the name of the schema as it is written in SQL. */
  String quotedName() {
    return quoted(name);
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public EventStoreBuilder builder() {
    return EventStore.builder(connections);
  }

  @Override
  public Connection connect() throws SQLException {
    return connections.getConnection();
  }

  @Override
  public List<String> schema() throws SQLException {
    return texts(
        """
        SELECT indexdef AS line FROM pg_indexes WHERE schemaname = current_schema()
        UNION ALL
        SELECT concat_ws(' ', table_name, column_name, data_type, collation_name, is_nullable)
        FROM information_schema.columns WHERE table_schema = current_schema()
        ORDER BY line\
        """);
  }

  @Override
  public String address() {
    return PostgresServer.shared().url(quoted(name));
  }

  @Override
  public void destroy() throws SQLException {
    execute("DROP TABLE trail_event CASCADE");
  }

  @Override
  public void close() throws SQLException {
    connections.close();
    try (Connection connection = PostgresServer.shared().connections("public").getConnection()) {
      Sql.execute(connection, "DROP SCHEMA " + quoted(name) + " CASCADE");
    }
  }
}
