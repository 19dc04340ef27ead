package io.tidings.event.store.internal.counts;

import io.tidings.event.store.spi.TrailCounts.Durations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Nearest-rank percentiles of durations by kind and tool. Counts equal durations, so that it holds
 * the distinct ones only, and no database has to sort them. Confined to one thread.
 */
final class DurationGroups {

  private static final int HUNDRED = 100;

  private final List<Integer> percents;
  private final Map<Key, Map<Long, long[]>> groups = new HashMap<>();

  DurationGroups(List<Integer> percents) {
    this.percents = List.copyOf(percents);
    for (int percent : percents) {
      if (percent < 1 || percent > HUNDRED) {
        throw new IllegalArgumentException("percents must be 1 to 100, but one is " + percent);
      }
    }
  }

  /** The numbers of a kind and a tool. */
  private record Key(long kind, long tool) {}

  /** Adds a duration. */
  void add(long kind, long tool, long millis) {
    groups.computeIfAbsent(new Key(kind, tool), key -> new HashMap<>())
        .computeIfAbsent(millis, duration -> new long[1])[0]++;
  }

  /** Returns the groups by kind, then tool, those without a tool last. */
  List<Durations> groups(Connection connection) throws SQLException {
    List<Durations> all = new ArrayList<>();
    for (Map.Entry<Key, Map<Long, long[]>> group : groups.entrySet()) {
      Key key = group.getKey();
      String kind = text(connection, "SELECT kind FROM trail_kind WHERE id = ?", key.kind());
      String tool =
          key.tool() == 0
              ? null
              : text(connection, "SELECT text FROM trail_name WHERE id = ?", key.tool());
      all.add(group(kind, tool, new TreeMap<>(group.getValue())));
    }
    all.sort(
        Comparator.comparing(Durations::kind)
            .thenComparing(Durations::toolName, Comparator.nullsLast(Comparator.naturalOrder())));
    return all;
  }

  private static String text(Connection connection, String sql, long id) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getString(1) : "";
      }
    }
  }

  private Durations group(String kind, @Nullable String tool, Map<Long, long[]> durations) {
    long count = durations.values().stream().mapToLong(each -> each[0]).sum();
    List<Long> ranks = percents.stream().map(percent -> at(durations, percent, count)).toList();
    return new Durations(kind, tool, count, ranks);
  }

  /** Returns the smallest duration that {@code percent} of a hundred do not exceed. */
  private static long at(Map<Long, long[]> durations, int percent, long count) {
    long rank = (count * percent + HUNDRED - 1) / HUNDRED;
    long seen = 0;
    for (Map.Entry<Long, long[]> each : durations.entrySet()) {
      seen += each.getValue()[0];
      if (seen >= rank) {
        return each.getKey();
      }
    }
    throw new IllegalStateException("rank " + rank + " is beyond the last of " + seen);
  }
}
