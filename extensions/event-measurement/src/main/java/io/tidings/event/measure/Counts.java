package io.tidings.event.measure;

import io.tidings.event.store.spi.TrailCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Event counts over time. Immutable and thread-safe.
 *
 * @param window the requested window's text
 * @param since the start of the first bucket
 * @param bucket the width of each bucket; its end is exclusive, except for the last bucket
 * @param buckets the number of buckets
 * @param series one per kind, category or project with events, in descending order of total
 * @contract MSR-01
 */
public record Counts(
    String window, Instant since, Duration bucket, int buckets, List<Series> series) {

  private static final double NANOS = 1e9;

  /** The property by which events are grouped. */
  public enum By {
    /** The kind. */
    KIND(TrailCounts.Dimension.KIND),
    /** The category. */
    CATEGORY(TrailCounts.Dimension.CATEGORY),
    /** The project; empty text for events without one. */
    PROJECT(TrailCounts.Dimension.PROJECT);

    final TrailCounts.Dimension dimension;

    By(TrailCounts.Dimension dimension) {
      this.dimension = dimension;
    }
  }

  /** Creates counts from a copy of the series. */
  public Counts {
    series = List.copyOf(series);
  }

  /** Returns the number of events in all series. */
  public long total() {
    return series.stream().mapToLong(Series::total).sum();
  }

  /** Returns the average number of events per second of a series, for each bucket. */
  public double[] perSecond(Series of) {
    double seconds = bucket.getSeconds() + bucket.getNano() / NANOS;
    return of.counts().stream().mapToDouble(count -> count / seconds).toArray();
  }

  /** Returns the JSON form: snake_case names in a fixed order. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("total", total());
    map.put("bucket_seconds", bucket.toSeconds());
    Map<String, Object> each = new LinkedHashMap<>();
    for (Series one : series) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("total", one.total());
      entry.put("rate", Ratio.of(one.total(), total()));
      entry.put("counts", one.counts());
      each.put(one.name(), entry);
    }
    map.put("series", each);
    return map;
  }

  /**
   * The counts of one kind, category or project. Immutable.
   *
   * @param name the kind, category or project
   * @param counts the number of events per bucket
   */
  public record Series(String name, List<Long> counts) {

    /** Creates a series from a copy of the counts. */
    public Series {
      counts = List.copyOf(counts);
    }

    /** Returns the number of events. */
    public long total() {
      return each().sum();
    }

    private LongStream each() {
      return counts.stream().mapToLong(Long::longValue);
    }
  }
}
