package io.tidings.event.measure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
