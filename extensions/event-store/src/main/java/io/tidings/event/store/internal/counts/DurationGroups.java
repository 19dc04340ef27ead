package io.tidings.event.store.internal.counts;

import io.tidings.event.store.spi.TrailCounts.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Nearest-rank percentiles of durations that arrive grouped and in ascending order, equal durations
 * counted. Confined to one thread.
 */
final class DurationGroups {

  private static final int HUNDRED = 100;

  private final List<Integer> percents;
  private final List<Durations> groups = new ArrayList<>();
  private final List<long[]> durations = new ArrayList<>();
  private @Nullable String kind;
  private @Nullable String tool;

  DurationGroups(List<Integer> percents) {
    this.percents = List.copyOf(percents);
    for (int percent : percents) {
      if (percent < 1 || percent > HUNDRED) {
        throw new IllegalArgumentException("percents must be 1 to 100, but one is " + percent);
      }
    }
  }

  /** Adds a duration of a group and its number of occurrences. */
  boolean add(String kind, @Nullable String tool, long millis, long count) {
    if (!kind.equals(this.kind) || !Objects.equals(tool, this.tool)) {
      endGroup();
      this.kind = kind;
      this.tool = tool;
    }
    return durations.add(new long[] {millis, count});
  }

  /** Ends the last group and returns all of them. */
  List<Durations> groups() {
    endGroup();
    return groups;
  }

  private void endGroup() {
    String of = kind;
    if (of != null && !durations.isEmpty()) {
      long count = durations.stream().mapToLong(each -> each[1]).sum();
      List<Long> ranks = percents.stream().map(percent -> at(percent, count)).toList();
      groups.add(new Durations(of, tool, count, ranks));
    }
    durations.clear();
  }

  /** Returns the smallest duration that {@code percent} of a hundred do not exceed. */
  private long at(int percent, long count) {
    long rank = (count * percent + HUNDRED - 1) / HUNDRED;
    long seen = 0;
    for (long[] each : durations) {
      seen += each[1];
      if (seen >= rank) {
        return each[0];
      }
    }
    throw new IllegalStateException("rank " + rank + " is beyond the last of " + seen);
  }
}
