package io.tidings.event.meter;

import io.tidings.event.store.EventStore;
import io.tidings.event.store.spi.StoreDatabase;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Usage of a quota as last charged in a trail's database. Immutable and thread-safe.
 *
 * @param organization the organization, followed by workspace, project and user where the quota is
 *     narrower, separated by slashes
 * @param counter the counter, such as {@link Meter#EVENTS_INGESTED}
 * @param period the period, such as {@code 2026-11}; empty for all time
 * @param used the amount used
 * @param limit the limit at the time of the last charge, or null for none
 * @contract MSR-06
 */
public record QuotaUse(
    String organization, String counter, String period, long used, @Nullable Long limit) {

  /** Reads one index in its order. */
  static final String LATEST =
      "SELECT organization_id, workspace_id, project_id, user_id, counter, year, month, day,"
          + " used, quota FROM meter ORDER BY updated_at DESC, id LIMIT ?";

  private static final int USER = 4;

  /**
   * Returns the meters of a trail over all organizations, the most recently charged first; none if
   * the trail has never been charged. Writes nothing, so the trail may be read-only.
   *
   * @param limit the maximum number of meters, 0 or more
   * @throws IllegalArgumentException if the limit is negative
   * @throws io.tidings.event.store.StoreException if the trail cannot be read
   */
  public static List<QuotaUse> latest(EventStore trail, int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("limit must not be negative, but is " + limit);
    }
    StoreDatabase database = trail.database();
    if (!new MeterTables(database).isPresent()) {
      return List.of();
    }
    return database.read(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(LATEST)) {
            select.setLong(1, limit);
            try (ResultSet rows = select.executeQuery()) {
              List<QuotaUse> uses = new ArrayList<>();
              while (rows.next()) {
                uses.add(read(rows));
              }
              return uses;
            }
          }
        });
  }

  private static QuotaUse read(ResultSet row) throws SQLException {
    StringBuilder sharing = new StringBuilder(row.getString(1));
    for (int below = 2; below <= USER; below++) {
      String id = row.getString(below);
      sharing.append(id == null ? "" : " / " + id);
    }
    String period = period(row.getInt("year"), row.getInt("month"), row.getInt("day"));
    long used = row.getLong("used");
    long quota = row.getLong("quota");
    Long limit = row.wasNull() ? null : quota;
    return new QuotaUse(sharing.toString(), row.getString("counter"), period, used, limit);
  }

  private static String period(int year, int month, int day) {
    if (year == 0) {
      return "";
    }
    String text = String.format(Locale.ROOT, "%04d", year);
    text += month == 0 ? "" : String.format(Locale.ROOT, "-%02d", month);
    return text + (day == 0 ? "" : String.format(Locale.ROOT, "-%02d", day));
  }

  /** Returns the JSON form: snake_case names in a fixed order, without an absent limit. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("organization", organization);
    map.put("counter", counter);
    map.put("period", period);
    map.put("used", used);
    if (limit != null) {
      map.put("limit", limit);
    }
    return map;
  }
}
