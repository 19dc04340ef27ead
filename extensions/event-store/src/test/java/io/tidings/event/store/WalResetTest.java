package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.store.internal.schema.Migrations;
import io.tidings.event.store.internal.schema.Schema;
import io.tidings.event.testkit.contract.Contract;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The scenario of SQLite's WAL-reset bug: two connections checkpoint while a third one writes. A
 * race, so that a faulty library may pass; {@code -Dwal.transactions=20000} runs a long form.
 */
@Tag("once")
@MemoryDirectory.OnDisk
class WalResetTest extends StoreTest {

  private static final int TRANSACTIONS = Integer.getInteger("wal.transactions", 500);

  @Contract("FIL-10")
  @Test
  void checkpoints_during_writes_damage_nothing() throws Exception {
    var database = builder().database(new Migrations(Schema.MIGRATIONS, clock));
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (Connection writer = database.writer();
        Connection first = database.writer();
        Connection second = database.writer()) {
      Sql.execute(
          writer, "PRAGMA synchronous = OFF", "CREATE TABLE ballast (n INTEGER PRIMARY KEY, x)");
      Future<?> one = threads.submit(() -> checkpoint(first, done));
      Future<?> two = threads.submit(() -> checkpoint(second, done));
      for (int i = 0; i < TRANSACTIONS; i++) {
        Sql.execute(writer, "INSERT INTO ballast (x) VALUES (randomblob(3000))");
        if (i % 3 == 0) {
          Sql.execute(writer, "DELETE FROM ballast WHERE n < " + (i - 20));
        }
      }
      done.set(true);
      one.get();
      two.get();
      assertThat(Sql.texts(writer, "PRAGMA integrity_check", 1)).containsExactly("ok");
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean checkpoint(Connection connection, AtomicBoolean done) throws SQLException {
    Sql.execute(connection, "PRAGMA synchronous = OFF", "PRAGMA busy_timeout = 0");
    while (!done.get()) {
      for (String mode : new String[] {"PASSIVE", "RESTART", "TRUNCATE"}) {
        Sql.texts(connection, "PRAGMA wal_checkpoint(" + mode + ")", 1);
      }
    }
    return true;
  }
}
