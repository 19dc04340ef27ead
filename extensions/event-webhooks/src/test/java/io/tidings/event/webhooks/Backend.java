package io.tidings.event.webhooks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.EventStoreBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.postgresql.ds.PGSimpleDataSource;

/** The databases that a trail and its webhooks may lie in. */
enum Backend {
  SQLITE {
    @Override
    Place place(Path directory) {
      return new Place(() -> EventStore.builder(directory.resolve("trail.db")), () -> {});
    }
  },
  POSTGRES {
    @Override
    Place place(Path directory) throws SQLException {
      String schema = "trail_" + NUMBER.incrementAndGet();
      try (Connection connection = source("public").getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE SCHEMA " + schema);
      }
      HikariConfig config = new HikariConfig();
      config.setDataSource(source(schema));
      config.setMinimumIdle(0);
      config.setMaximumPoolSize(40);
      HikariDataSource pool = new HikariDataSource(config);
      return new Place(() -> EventStore.builder(pool), pool);
    }
  };

  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** Location of one test's trail. */
  record Place(Supplier<EventStoreBuilder> opening, AutoCloseable connections) {

    EventStoreBuilder builder() {
      return opening.get();
    }
  }

  /** Returns a place for the trail of one test. */
  abstract Place place(Path directory) throws SQLException;

  private static PGSimpleDataSource source(String schema) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(Server.SHARED.getJdbcUrl("postgres", "postgres"));
    source.setCurrentSchema(schema);
    return source;
  }

  /** The one server that lives as long as the tests. */
  private static final class Server {
    private static final EmbeddedPostgres SHARED = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.start();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
