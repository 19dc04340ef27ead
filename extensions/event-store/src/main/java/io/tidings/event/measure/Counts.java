package io.tidings.event.measure;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * How many events there were, over time. Immutable and thread-safe.
 *
 * @param window the window as it was asked for
 * @param since when the first bucket begins
 * @param bucket how long each bucket is; what happened at its end is in the next one, but in the
 *     last
 * @param buckets how many there are
 * @param series one for each kind, category or project that had events, most of them first
 */
public record Counts(
    String window, Instant since, Duration bucket, int buckets, List<Series> series) {

  private static final double NANOS = 1e9;

  /** What events are told apart by. */
  public enum By {
    /** Their kind. */
    KIND("kind"),
    /** Their category. */
    CATEGORY("category"),
    /** Their project; those without one are under the empty text. */
    PROJECT("project_id");

    final String column;

    By(String column) {
      this.column = column;
    }
  }

  /** Creates counts. */
  public Counts {
    series = List.copyOf(series);
  }

  /** Returns how many events there were in all. */
  public long total() {
    return series.stream().mapToLong(Series::total).sum();
  }

  /** Returns how many events of a series there were in a second of each bucket, on average. */
  public double[] perSecond(Series of) {
    double seconds = bucket.toNanos() / NANOS;
    return of.counts().stream().mapToDouble(count -> count / seconds).toArray();
  }

  /** Returns the answer as it is written as JSON. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("total", total());
    map.put("bucket_seconds", bucket.toSeconds());
    Map<String, Object> each = new LinkedHashMap<>();
    for (Series one : series) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("total", one.total());
      told.put("rate", Share.of(one.total(), total()));
      told.put("counts", one.counts());
      each.put(one.name(), told);
    }
    map.put("series", each);
    return map;
  }

  /**
   * The events of one kind, category or project. Immutable.
   *
   * @param name which
   * @param counts how many in each bucket
   */
  public record Series(String name, List<Long> counts) {

    /** Creates a series. */
    public Series {
      counts = List.copyOf(counts);
    }

    /** Returns how many there were. */
    public long total() {
      return each().sum();
    }

    private LongStream each() {
      return counts.stream().mapToLong(Long::longValue);
    }
  }
}
