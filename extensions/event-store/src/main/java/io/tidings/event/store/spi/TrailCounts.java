package io.tidings.event.store.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Aggregate queries over the events of some projects or of the whole platform. {@link
 * StoreDatabase#counts} and {@link StoreDatabase#platformCounts} return it.
 *
 * <p>Each query runs in the database when it is called, reads one index and writes nothing. A start
 * time is inclusive. Every method throws {@link io.tidings.event.store.StoreException} if the trail
 * cannot be read and {@link NullPointerException} for a null argument. Immutable and thread-safe.
 *
 * @contract CNT-01, CNT-02
 */
public interface TrailCounts {

  /** The column by which events are grouped. */
  enum Dimension {
    /** The kind's id. */
    KIND,
    /** The kind's category. */
    CATEGORY,
    /** The project; empty text for events without one. */
    PROJECT,
    /** The workspace; events without one are in no group. */
    WORKSPACE
  }

  /**
   * Returns the number of events per value and time bucket, values in ascending order. The buckets
   * have equal width and cover {@code since} to {@code until}, both inclusive; the last one also
   * takes the remainder. Values without an event in the range are included with zeros.
   *
   * @param count the number of buckets, at least 1
   * @throws IllegalArgumentException if {@code count} is less than 1
   */
  Buckets buckets(Dimension by, Instant since, Instant until, int count);

  /**
   * Returns the distinct values of a column in ascending order, at the cost of one index look-up
   * per value. Events without a value are ignored. The values are those of all projects.
   */
  List<String> values(Dimension of);

  /** Returns the number of events of each given kind since a time, the most frequent first. */
  Map<String, Long> kinds(Collection<String> kinds, Instant since);

  /** Returns the number of distinct sessions among events of the given kinds since a time. */
  long sessions(Collection<String> kinds, Instant since);

  /** Returns the distinct workspaces of events of the given kinds that name a plan, at any time. */
  List<String> workspaces(Collection<String> kinds);

  /**
   * Returns how many plans had an event of a kind in {@code ended} since a time, and how many of
   * them had one of a kind in {@code completed}. A plan is identified by project and plan id.
   */
  PlanCounts plans(Collection<String> completed, Collection<String> ended, Instant since);

  /**
   * Returns percentiles of {@code duration_ms} per kind and tool since a time, by nearest rank, so
   * that each is a duration that occurs. Ordered by kind, then tool.
   *
   * @param percents the ranks, each 1 to 100
   */
  List<Durations> durations(Instant since, List<Integer> percents);

  /**
   * Returns the tools with at least one event of the kind {@code failed} since a time, the most
   * failures first.
   *
   * @param failed the kind of failed calls
   * @param completed the kind of successful calls
   * @param limit the maximum number of tools, 0 or more
   * @throws IllegalArgumentException if the limit is negative
   */
  List<FailureCount> failingTools(String failed, String completed, Instant since, int limit);

  /**
   * Returns the actors with at least one event of the kind {@code failed} since a time, the most
   * failures first.
   *
   * @param failed the kind of failed runs
   * @param completed the kind of successful runs
   * @param limit the maximum number of actors, 0 or more
   * @throws IllegalArgumentException if the limit is negative
   */
  List<FailureCount> failingActors(String failed, String completed, Instant since, int limit);

  /**
   * Event counts per value and bucket. Immutable.
   *
   * @param width the width of each bucket, in whole microseconds
   * @param counts one list per value, with one count per bucket
   */
  record Buckets(Duration width, Map<String, List<Long>> counts) {

    /** Creates bucket counts from a copy of the map. */
    public Buckets {
      counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    }
  }

  /**
   * Counts of ended plans. Immutable.
   *
   * @param completed plans that completed
   * @param ended all plans that ended
   */
  record PlanCounts(long completed, long ended) {}

  /**
   * Duration percentiles of one kind and tool. Immutable.
   *
   * @param kind the kind's id
   * @param toolName the tool, or null for events that name none
   * @param count the number of events with a duration, at least 1
   * @param percentiles durations in milliseconds, in the order of the requested ranks
   */
  record Durations(String kind, @Nullable String toolName, long count, List<Long> percentiles) {

    /** Creates percentiles from a copy of the list. */
    public Durations {
      percentiles = List.copyOf(percentiles);
    }
  }

  /**
   * The failures of one tool or actor. Immutable.
   *
   * @param name the name of the tool or actor
   * @param failed failed runs, at least 1
   * @param ended failed and completed runs
   */
  record FailureCount(String name, long failed, long ended) {}
}
