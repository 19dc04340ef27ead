package io.tidings.event.store.internal.counts;

import io.tidings.event.store.spi.Micros;
import io.tidings.event.store.spi.StoreDatabase;
import io.tidings.event.store.spi.TrailCounts;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@link TrailCounts} by SQL. Immutable and thread-safe. */
public final class SqlTrailCounts implements TrailCounts {

  private final StoreDatabase database;
  private final CountScope scope;

  private SqlTrailCounts(StoreDatabase database, CountScope scope) {
    this.database = database;
    this.scope = scope;
  }

  /** Returns the counts of all projects. */
  public static TrailCounts ofPlatform(StoreDatabase database) {
    return new SqlTrailCounts(database, CountScope.PLATFORM);
  }

  /**
   * Returns the counts of some projects.
   *
   * @throws IllegalArgumentException if {@code projects} is empty
   */
  public static TrailCounts ofProjects(StoreDatabase database, Set<String> projects) {
    return new SqlTrailCounts(database, CountScope.of(projects));
  }

  @Override
  public Buckets buckets(Dimension by, Instant since, Instant until, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1, but is " + count);
    }
    long from = Micros.ceiling(since);
    long end = Micros.floor(until) + 1;
    long width = Math.max(1, (end - from) / count);
    Map<String, Long[]> counts = new TreeMap<>();
    series(by).forEach(value -> counts.put(value, zeros(count)));
    Rows.list(
        database,
        CountSql.buckets(by, scope, from, width, count, end),
        rows -> add(counts, rows.getString(1), rows.getInt(2), rows.getLong(3)));
    Map<String, List<Long>> lists = new LinkedHashMap<>();
    counts.forEach((value, each) -> lists.put(value, List.of(each)));
    return new Buckets(Duration.of(width, ChronoUnit.MICROS), lists);
  }

  /** Returns the values that are counted, also those without an event. */
  private Collection<String> series(Dimension by) {
    return by == Dimension.PROJECT && !scope.isPlatform() ? scope.projects() : values(by);
  }

  /** Adds to the count of a value; those that no event has are left out. */
  private static long add(Map<String, Long[]> counts, String value, int bucket, long events) {
    Long[] buckets = counts.get(value);
    return buckets == null ? 0 : (buckets[bucket] += events);
  }

  private static Long[] zeros(int count) {
    Long[] zeros = new Long[count];
    Arrays.fill(zeros, 0L);
    return zeros;
  }

  @Override
  public List<String> values(Dimension of) {
    return Rows.list(database, CountSql.values(of), rows -> rows.getString(1));
  }

  @Override
  public Map<String, Long> kinds(Collection<String> kinds, Instant since) {
    Map<String, Long> counts = new LinkedHashMap<>();
    if (!kinds.isEmpty()) {
      Rows.list(
          database,
          CountSql.kinds(scope, kinds, Micros.ceiling(since)),
          rows -> counts.put(rows.getString(1), rows.getLong(2)));
    }
    return counts;
  }

  @Override
  public long sessions(Collection<String> kinds, Instant since) {
    return kinds.isEmpty()
        ? 0
        : Rows.list(
                database,
                CountSql.sessions(scope, kinds, Micros.ceiling(since)),
                rows -> rows.getLong(1))
            .get(0);
  }

  @Override
  public List<String> workspaces(Collection<String> kinds) {
    return kinds.isEmpty()
        ? List.of()
        : Rows.list(database, CountSql.workspaces(scope, kinds), rows -> rows.getString(1));
  }

  @Override
  public PlanCounts plans(Collection<String> completed, Collection<String> ended, Instant since) {
    if (completed.isEmpty() || ended.isEmpty()) {
      throw new IllegalArgumentException("completed and ended must each name a kind");
    }
    return Rows.list(
            database,
            CountSql.plans(scope, completed, ended, Micros.ceiling(since)),
            rows -> new PlanCounts(rows.getLong(2), rows.getLong(1)))
        .get(0);
  }

  @Override
  public List<Durations> durations(Instant since, List<Integer> percents) {
    DurationGroups groups = new DurationGroups(percents);
    Select durations = CountSql.durations(scope, Micros.ceiling(since));
    return database.read(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(durations.sql())) {
            durations.bind(select);
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                groups.add(rows.getLong(1), rows.getLong(2), rows.getLong(3));
              }
            }
          }
          return groups.groups(connection);
        });
  }

  @Override
  public List<FailureCount> failingTools(
      String failed, String completed, Instant since, int limit) {
    return failures(
        CountSql.failingTools(
            scope, failed, completed, Micros.ceiling(since), requireLimit(limit)));
  }

  @Override
  public List<FailureCount> failingActors(
      String failed, String completed, Instant since, int limit) {
    return failures(
        CountSql.failingActors(
            scope, failed, completed, Micros.ceiling(since), requireLimit(limit)));
  }

  private List<FailureCount> failures(Select select) {
    return Rows.list(
        database,
        select,
        rows -> new FailureCount(rows.getString(1), rows.getLong(2), rows.getLong(3)));
  }

  /** Rejects a negative limit, which means something else to each database. */
  private static int requireLimit(int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("limit must not be negative, but is " + limit);
    }
    return limit;
  }
}
