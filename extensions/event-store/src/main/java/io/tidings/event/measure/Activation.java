package io.tidings.event.measure;

import io.tidings.event.json.DomainEventJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * In how many workspaces a run was ever completed (MEA-21). Immutable and thread-safe.
 *
 * @param activated how many workspaces have a completed run
 * @param totalWorkspaces how many there are
 * @param rate the part of the first in the second, 0 if there are none
 * @param generatedAt when they were counted
 */
public record Activation(long activated, long totalWorkspaces, double rate, Instant generatedAt) {

  static Activation of(long activated, long total, Instant generatedAt) {
    return new Activation(activated, total, Share.of(activated, total), generatedAt);
  }

  /** Returns the answer as it is written as JSON. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("activated", activated);
    map.put("total_workspaces", totalWorkspaces);
    map.put("rate", rate);
    map.put("generated_at", DomainEventJson.timestamp(generatedAt));
    return map;
  }
}
