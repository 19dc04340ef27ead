package io.tidings.event.measure;

import io.tidings.event.json.DomainEventJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The share of workspaces that ever completed a run. Immutable and thread-safe.
 *
 * @param activated workspaces with a completed run
 * @param totalWorkspaces all workspaces
 * @param rate activated divided by total, 0 if there are no workspaces
 * @param generatedAt the time of the query
 * @contract MEA-21, MEA-25
 */
public record Activation(long activated, long totalWorkspaces, double rate, Instant generatedAt) {

  static Activation of(long activated, long total, Instant generatedAt) {
    return new Activation(activated, total, Ratio.of(activated, total), generatedAt);
  }

  /** Returns the JSON form: snake_case names in a fixed order. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("activated", activated);
    map.put("total_workspaces", totalWorkspaces);
    map.put("rate", rate);
    map.put("generated_at", DomainEventJson.timestamp(generatedAt));
    return map;
  }
}
