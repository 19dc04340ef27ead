package io.tidings.event.measure;

import java.util.LinkedHashMap;
import java.util.Map;

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
