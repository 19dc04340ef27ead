package io.tidings.event.store;

import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.store.internal.SqlWork;
import io.tidings.event.store.internal.StoreSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The database behind a store, as the other packages of this module see it. Thread-safe. */
record SqlSide(
    Database database, InstantSource clock, @Nullable Appender appender, Readings readings)
    implements StoreSql {

  @Override
  public <T> T read(SqlWork<T> work) {
    return readings.read(work);
  }

  @Override
  public <T> T write(SqlWork<T> work) {
    if (appender == null) {
      throw readOnly();
    }
    return appender.run(work::run);
  }

  @Override
  public <T> T retrying(Supplier<T> work) {
    return appender == null ? work.get() : appender.retrying(work);
  }

  @Override
  public Connection connect() throws SQLException {
    if (appender == null) {
      throw readOnly();
    }
    readings.requireOpen();
    if (database.writers() == 1) {
      appender.requireOutside("connect to its store, which it keeps others out of");
    }
    database.verify();
    return database.writer();
  }

  @Override
  public long floor(Instant time) {
    return Micros.floor(time);
  }

  @Override
  public long ceiling(Instant time) {
    return Micros.ceiling(time);
  }

  private StoreException readOnly() {
    return database.refused(Reason.READ_ONLY, "was opened for reading alone");
  }
}
