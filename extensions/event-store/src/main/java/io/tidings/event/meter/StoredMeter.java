package io.tidings.event.meter;

import io.tidings.event.EventScope;
import io.tidings.event.store.spi.Micros;
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
 * Meters in the database of a trail. Whether an addition is allowed is decided by the statement
 * that makes it. What has a receipt is tried again where the database is away for a moment: whether
 * it was charged is known. Thread-safe.
 */
final class StoredMeter implements UsageMeter {

  static final Duration RECEIPTS_KEPT = Duration.ofDays(7);

  private final StoreDatabase sql;

  StoredMeter(StoreDatabase sql) {
    this.sql = sql;
  }

  @Override
  public long used(Meter meter) {
    String id = meter.id().toString();
    return sql.read(connection -> used(connection, id));
  }

  @Override
  public Adjustment adjust(Meter meter, long delta, Quota quota, @Nullable String receipt) {
    Instant now = sql.clock().instant();
    long forgotten = Micros.floor(now.minus(RECEIPTS_KEPT));
    long time = Micros.floor(now);
    String id = meter.id().toString();
    String timeless = meter.timeless().id().toString();
    Supplier<Adjustment> adjusted =
        () ->
            sql.write(
                connection -> {
                  if (receipt != null && !charge(connection, timeless, receipt, time, forgotten)) {
                    return new Adjustment(true, used(connection, id));
                  }
                  begin(connection, id, meter, time);
                  if (add(connection, id, delta, quota, time)) {
                    return new Adjustment(true, used(connection, id));
                  }
                  connection.rollback();
                  return new Adjustment(false, used(connection, id));
                });
    return receipt == null ? adjusted.get() : sql.retrying(adjusted);
  }

  /** What is charged in one period is not charged in the next one, should it come again. */
  private static boolean charge(
      Connection connection, String id, String receipt, long now, long forgotten)
      throws SQLException {
    update(connection, "DELETE FROM meter_receipt WHERE charged_at < ?", forgotten);
    return update(
        connection,
        "INSERT INTO meter_receipt (meter_id, receipt, charged_at) VALUES (?, ?, ?)"
            + " ON CONFLICT (meter_id, receipt) DO NOTHING",
        id,
        receipt,
        now);
  }

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

  /**
   * The condition is that of {@link Quota#allows}, asked of the row as it is when it is changed.
   */
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
