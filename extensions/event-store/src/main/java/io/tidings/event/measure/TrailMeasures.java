package io.tidings.event.measure;

import io.tidings.event.EventType;
import io.tidings.event.store.spi.Micros;
import io.tidings.event.store.spi.StoreDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one project tell, or those of all. {@link Measurements#project} and {@link
 * Measurements#platform} give it. Immutable and thread-safe.
 */
public final class TrailMeasures {

  private static final int DAYS_OF_WEEK = 7;
  private static final int BUCKETS = 24;
  private static final int BUCKETS_OF_WEEKS = 28;

  private final StoreDatabase sql;
  private final InstantSource clock;
  private final @Nullable String project;

  TrailMeasures(StoreDatabase sql, InstantSource clock, @Nullable String project) {
    this.sql = sql;
    this.clock = clock;
    this.project = project;
  }

  /**
   * Counts events over time. A window is cut into 24 buckets, one of whole weeks into 28; it ends
   * with the present microsecond. Events that say they are of a later time are in no bucket; the
   * other questions, which have no end, count them.
   */
  public Counts counts(Counts.By by, TimeWindow window) {
    boolean weeks = window.length().toDays() % DAYS_OF_WEEK == 0 && window.length().toDays() > 0;
    int buckets = weeks ? BUCKETS_OF_WEEKS : BUCKETS;
    Instant now = clock.instant();
    Instant since = window.since(now);
    long from = Micros.ceiling(since);
    long end = Micros.floor(now) + 1;
    long width = Math.max(1, (end - from) / buckets);
    Map<String, List<Long>> counted = new TreeMap<>();
    Rows.list(
        sql,
        CountSql.overTime(by, project, from, width, buckets, end),
        rows ->
            counted
                .computeIfAbsent(rows.getString(1), name -> zeros(buckets))
                .set(rows.getInt(2), rows.getLong(3)));
    List<Counts.Series> series = new ArrayList<>();
    counted.forEach((name, counts) -> series.add(new Counts.Series(name, counts)));
    series.removeIf(each -> each.total() == 0);
    series.sort(Comparator.comparingLong(Counts.Series::total).reversed());
    Duration bucket = Duration.of(width, ChronoUnit.MICROS);
    return new Counts(window.text(), since, bucket, buckets, series);
  }

  private static List<Long> zeros(int count) {
    List<Long> zeros = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      zeros.add(0L);
    }
    return zeros;
  }

  /**
   * Returns how long things took, by kind and tool, those that took longest first (by {@code p95}).
   *
   * @param limit how many at most
   * @throws IllegalArgumentException if the limit is negative
   */
  public List<Latency> latencies(TimeWindow window, int limit) {
    Select.requireLimit(limit);
    Percentiles percentiles = new Percentiles();
    Rows.list(
        sql,
        CountSql.durations(project, from(window)),
        rows ->
            percentiles.add(
                rows.getString(1), rows.getString(2), rows.getLong(3), rows.getLong(4)));
    return percentiles.latencies().stream()
        .sorted(Comparator.comparingLong(Latency::p95).reversed())
        .limit(limit)
        .toList();
  }

  /**
   * Returns the tools that failed, most often first: of all calls that ended, those with {@code
   * tool.errored}.
   *
   * @param limit how many at most
   * @throws IllegalArgumentException if the limit is negative
   */
  public List<FailureRate> failingTools(TimeWindow window, int limit) {
    return failures(CountSql.failingTools(project, from(window), Select.requireLimit(limit)));
  }

  /**
   * Returns the actors that failed, most often first: of all runs that ended, those with {@code
   * actor.errored}.
   *
   * @param limit how many at most
   * @throws IllegalArgumentException if the limit is negative
   */
  public List<FailureRate> failingActors(TimeWindow window, int limit) {
    return failures(CountSql.failingActors(project, from(window), Select.requireLimit(limit)));
  }

  private List<FailureRate> failures(Select select) {
    return Rows.list(
        sql, select, rows -> new FailureRate(rows.getString(1), rows.getLong(2), rows.getLong(3)));
  }

  /** Returns how much of the work that ended in a window came to a good end. */
  public SuccessRate successRate(TimeWindow window) {
    List<long[]> runs =
        Rows.list(
            sql,
            CountSql.runs(project, from(window)),
            rows -> new long[] {rows.getLong(1), rows.getLong(2)});
    Map<String, Long> validations = new TreeMap<>();
    Rows.list(
        sql,
        CountSql.kinds(
            project,
            from(window),
            List.of(EventType.VALIDATION_PASSED.id(), EventType.VALIDATION_FAILED.id())),
        rows -> validations.put(rows.getString(1), rows.getLong(2)));
    long verified = validations.getOrDefault(EventType.VALIDATION_PASSED.id(), 0L);
    long tasks = validations.values().stream().mapToLong(Long::longValue).sum();
    return new SuccessRate(runs.get(0)[1], runs.get(0)[0], verified, tasks);
  }

  private long from(TimeWindow window) {
    return Micros.ceiling(window.since(clock.instant()));
  }

  /**
   * How long something took, by the {@code duration_ms} of its events. A percentile is the least
   * duration that so many of them did not exceed: one that was measured. Immutable and thread-safe.
   *
   * @param kind the kind of the events
   * @param toolName the tool, or null for events that name none
   * @param count how many there were, at least one
   * @param p50 half of them took no longer, in milliseconds
   * @param p95 of twenty, nineteen took no longer
   */
  public record Latency(String kind, @Nullable String toolName, long count, long p50, long p95) {

    /** Returns the answer as it is written as JSON. */
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("kind", kind);
      if (toolName != null) {
        map.put("tool_name", toolName);
      }
      map.put("count", count);
      map.put("p50_ms", p50);
      map.put("p95_ms", p95);
      return map;
    }
  }

  /**
   * How often a tool or an actor failed. Immutable and thread-safe.
   *
   * @param name its name
   * @param failed how many of its runs failed, at least one
   * @param total how many ended
   */
  public record FailureRate(String name, long failed, long total) {

    /** Returns the part of the runs that failed, more than 0 and at most 1. */
    public double rate() {
      return Share.of(failed, total);
    }

    /** Returns the answer as it is written as JSON. */
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("name", name);
      map.put("failed", failed);
      map.put("total", total);
      map.put("rate", rate());
      return map;
    }
  }
}
