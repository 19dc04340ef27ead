package io.tidings.event.meter;

import io.tidings.event.EventScope;
import io.tidings.event.store.spi.Micros;
import io.tidings.event.store.spi.SqlWork;
import io.tidings.event.store.spi.StoreDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Meters in a trail's database. The statement that adds also decides whether the addition is
 * allowed. An adjustment with a receipt is retried while the database is unavailable, because the
 * receipt shows whether it was committed. Thread-safe.
 */
final class StoredMeter implements UsageMeter {

  static final Duration RECEIPT_RETENTION = Duration.ofDays(7);

  private final StoreDatabase database;
  private final MeterTables tables;

  StoredMeter(StoreDatabase database) {
    this.database = database;
    this.tables = new MeterTables(database);
  }

  @Override
  public long used(Meter meter) {
    String id = meter.id().toString();
    return tables.isPresent() ? database.read(connection -> used(connection, id)) : 0;
  }

  @Override
  public Adjustment adjust(Meter meter, long delta, Quota quota, @Nullable String receipt) {
    Instant now = database.clock().instant();
    long expired = Micros.floor(now.minus(RECEIPT_RETENTION));
    long time = Micros.floor(now);
    String id = meter.id().toString();
    String timeless = meter.timeless().id().toString();
    SqlWork<Adjustment> work =
        connection -> {
          if (receipt != null && !charge(connection, timeless, receipt, time, expired)) {
            return new Adjustment(true, used(connection, id));
          }
          begin(connection, id, meter, time);
          if (add(connection, id, delta, quota, time)) {
            return new Adjustment(true, used(connection, id));
          }
          connection.rollback();
          return new Adjustment(false, used(connection, id));
        };
    Supplier<Adjustment> adjustment =
        () -> {
          tables.prepare();
          return database.write(work);
        };
    return receipt == null ? adjustment.get() : database.retrying(adjustment);
  }

  /**
   * Stores a receipt and returns whether it is new. Receipts are independent of the period, so a
   * batch repeated in the next period is not charged again.
   */
  private static boolean charge(
      Connection connection, String id, String receipt, long now, long expired)
      throws SQLException {
    update(connection, "DELETE FROM meter_receipt WHERE charged_at < ?", expired);
    return update(
        connection,
        "INSERT INTO meter_receipt (meter_id, receipt, charged_at) VALUES (?, ?, ?)"
            + " ON CONFLICT (meter_id, receipt) DO NOTHING",
        id,
        receipt,
        now);
  }

  /** Inserts the row of a meter unless it exists. */
  private static void begin(Connection connection, String id, Meter meter, long now)
      throws SQLException {
    EventScope scope = meter.scope();
    MeterPeriod period = meter.period();
    List<@Nullable Object> values =
        Arrays.asList(
            id,
            meter.counter(),
            scope.organization(),
            scope.workspace(),
            scope.project(),
            scope.user(),
            period.year(),
            period.month(),
            period.day(),
            0L,
            now);
    update(
        connection,
        "INSERT INTO meter (id, counter, organization_id, workspace_id, project_id, user_id, year,"
            + " month, day, used, updated_at) VALUES ("
            + String.join(", ", Collections.nCopies(values.size(), "?"))
            + ") ON CONFLICT (id) DO NOTHING",
        values.toArray());
  }

  /** Adds if the row, as it is at the time of the update, meets {@link Quota#allows}. */
  private static boolean add(Connection connection, String id, long delta, Quota quota, long now)
      throws SQLException {
    return update(
        connection,
        "UPDATE meter SET used = CASE WHEN used > ? THEN ? WHEN used + ? < 0 THEN 0 ELSE used + ?"
            + " END, quota = ?, updated_at = ? WHERE id = ? AND used <= ?",
        Long.MAX_VALUE - Math.max(0, delta),
        Long.MAX_VALUE,
        delta,
        delta,
        quota.limit(),
        now,
        id,
        quota.mostBefore(delta));
  }

  private static long used(Connection connection, String id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT used FROM meter WHERE id = ?")) {
      select.setString(1, id);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  private static boolean update(
      Connection connection, String statement, @Nullable Object... parameters) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(statement)) {
      for (int i = 0; i < parameters.length; i++) {
        prepared.setObject(i + 1, parameters[i]);
      }
      return prepared.executeUpdate() == 1;
    }
  }
}
