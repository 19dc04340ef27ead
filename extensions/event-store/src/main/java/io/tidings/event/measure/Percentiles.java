package io.tidings.event.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes percentiles of durations that come in order, equal ones counted, one group after the other.
 * Confined to one thread.
 */
final class Percentiles {

  private static final int HUNDRED = 100;
  private static final int HALF = 50;
  private static final int NINETEEN_OF_TWENTY = 95;

  private final List<TrailMeasures.Latency> latencies = new ArrayList<>();
  private final List<long[]> durations = new ArrayList<>();
  private @Nullable String kind;
  private @Nullable String tool;

  /** Adds a duration of a group and how often it came; tells nothing. */
  boolean add(String kind, @Nullable String tool, long millis, long count) {
    if (!kind.equals(this.kind) || !Objects.equals(tool, this.tool)) {
      end();
      this.kind = kind;
      this.tool = tool;
    }
    return durations.add(new long[] {millis, count});
  }

  /** Returns what came of all groups, and begins anew. */
  List<TrailMeasures.Latency> latencies() {
    end();
    return latencies;
  }

  private void end() {
    String of = kind;
    if (of != null && !durations.isEmpty()) {
      long count = durations.stream().mapToLong(each -> each[1]).sum();
      latencies.add(
          new TrailMeasures.Latency(
              of, tool, count, at(HALF, count), at(NINETEEN_OF_TWENTY, count)));
    }
    durations.clear();
  }

  /** The nearest rank: the least duration that so many of a hundred do not exceed. */
  private long at(int percent, long count) {
    long rank = (count * percent + HUNDRED - 1) / HUNDRED;
    long seen = 0;
    for (long[] each : durations) {
      seen += each[1];
      if (seen >= rank) {
        return each[0];
      }
    }
    throw new IllegalStateException("a rank beyond the last duration");
  }
}
