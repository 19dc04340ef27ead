package io.tidings.event.measure;

import io.tidings.event.EventType;
import io.tidings.event.store.spi.TrailCounts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Figures of one project or of the whole platform. {@link Measurements#project} and {@link
 * Measurements#platform} return it. Methods throw {@link io.tidings.event.store.StoreException} if
 * the trail cannot be read. Immutable and thread-safe.
 */
public final class TrailMeasures {

  private static final int DAYS_OF_WEEK = 7;
  private static final int BUCKETS = 24;
  private static final int BUCKETS_OF_WEEKS = 28;
  private static final List<Integer> PERCENTS = List.of(50, 95);

  private final TrailCounts counts;
  private final InstantSource clock;

  TrailMeasures(TrailCounts counts, InstantSource clock) {
    this.counts = counts;
    this.clock = clock;
  }

  /**
   * Returns event counts over time: 24 buckets, or 28 if the window is whole weeks. The window ends
   * with the current microsecond, so events with a later timestamp are in no bucket; the other
   * figures have no end and include them.
   *
   * @contract MSR-01
   */
  public Counts counts(Counts.By by, TimeWindow window) {
    boolean weeks = window.length().toDays() % DAYS_OF_WEEK == 0 && window.length().toDays() > 0;
    int buckets = weeks ? BUCKETS_OF_WEEKS : BUCKETS;
    Instant now = clock.instant();
    Instant since = window.since(now);
    TrailCounts.Buckets counted = counts.buckets(by.dimension, since, now, buckets);
    List<Counts.Series> series = new ArrayList<>();
    counted.counts().forEach((name, each) -> series.add(new Counts.Series(name, each)));
    series.removeIf(each -> each.total() == 0);
    series.sort(Comparator.comparingLong(Counts.Series::total).reversed());
    return new Counts(window.text(), since, counted.width(), buckets, series);
  }

  /**
   * Returns durations by kind and tool, in descending order of {@code p95}.
   *
   * @param limit the maximum number of entries, 0 or more
   * @throws IllegalArgumentException if the limit is negative
   * @contract MSR-02
   */
  public List<Latency> latencies(TimeWindow window, int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("limit must not be negative, but is " + limit);
    }
    return counts.durations(since(window), PERCENTS).stream()
        .map(Latency::of)
        .sorted(Comparator.comparingLong(Latency::p95).reversed())
        .limit(limit)
        .toList();
  }

  /**
   * Returns the tools with failed calls, the most failures first. A call ends with {@code
   * tool.completed} or fails with {@code tool.errored}.
   *
   * @param limit the maximum number of tools, 0 or more
   * @throws IllegalArgumentException if the limit is negative
   * @contract MSR-03
   */
  public List<FailureRate> failingTools(TimeWindow window, int limit) {
    return rates(
        counts.failingTools(
            EventType.TOOL_ERRORED.id(), EventType.TOOL_COMPLETED.id(), since(window), limit));
  }

  /**
   * Returns the actors with failed runs, the most failures first. A run ends with {@code
   * actor.completed} or fails with {@code actor.errored}.
   *
   * @param limit the maximum number of actors, 0 or more
   * @throws IllegalArgumentException if the limit is negative
   * @contract MSR-03
   */
  public List<FailureRate> failingActors(TimeWindow window, int limit) {
    return rates(
        counts.failingActors(
            EventType.ACTOR_ERRORED.id(), EventType.ACTOR_COMPLETED.id(), since(window), limit));
  }

  private static List<FailureRate> rates(List<TrailCounts.FailureCount> counts) {
    return counts.stream()
        .map(each -> new FailureRate(each.name(), each.failed(), each.ended()))
        .toList();
  }

  /**
   * Returns the success rate of the runs and validations that ended in a window.
   *
   * @contract MEA-24
   */
  public SuccessRate successRate(TimeWindow window) {
    Instant since = since(window);
    TrailCounts.PlanCounts plans =
        counts.plans(RunState.COMPLETED.kinds(), RunState.endKinds(), since);
    String passed = EventType.VALIDATION_PASSED.id();
    Map<String, Long> validations =
        counts.kinds(List.of(passed, EventType.VALIDATION_FAILED.id()), since);
    long tasks = validations.values().stream().mapToLong(Long::longValue).sum();
    return new SuccessRate(
        plans.completed(), plans.ended(), validations.getOrDefault(passed, 0L), tasks);
  }

  private Instant since(TimeWindow window) {
    return window.since(clock.instant());
  }

  /**
   * Durations of one kind and tool, from the {@code duration_ms} of its events. A percentile is the
   * smallest measured duration that at least that share of the events does not exceed. Immutable
   * and thread-safe.
   *
   * @param kind the kind's id
   * @param toolName the tool, or null for events that name none
   * @param count the number of durations, at least 1
   * @param p50 the median, in milliseconds
   * @param p95 the 95th percentile, in milliseconds
   */
  public record Latency(String kind, @Nullable String toolName, long count, long p50, long p95) {

    private static Latency of(TrailCounts.Durations durations) {
      List<Long> ranks = durations.percentiles();
      return new Latency(
          durations.kind(), durations.toolName(), durations.count(), ranks.get(0), ranks.get(1));
    }

    /** Returns the JSON form: snake_case names in a fixed order, without an absent tool. */
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
   * The failure rate of a tool or actor. Immutable and thread-safe.
   *
   * @param name the name of the tool or actor
   * @param failed failed runs, at least 1
   * @param total all runs that ended
   */
  public record FailureRate(String name, long failed, long total) {

    /** Returns failed divided by total, more than 0 and at most 1. */
    public double rate() {
      return Ratio.of(failed, total);
    }

    /** Returns the JSON form: snake_case names in a fixed order. */
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
