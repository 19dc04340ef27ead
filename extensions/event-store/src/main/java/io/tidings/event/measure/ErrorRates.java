package io.tidings.event.measure;

import io.tidings.event.json.DomainEventJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many errors subsystems had (MEA-14). Immutable and thread-safe.
 *
 * @param window the window as it was asked for
 * @param total how many there were
 * @param bySubsystem the subsystems that had any, most of them first
 * @param generatedAt when they were counted
 */
public record ErrorRates(
    String window, long total, List<Subsystem> bySubsystem, Instant generatedAt) {

  /** Creates rates. */
  public ErrorRates {
    bySubsystem = List.copyOf(bySubsystem);
  }

  /**
   * One subsystem. Immutable.
   *
   * @param subsystem its name
   * @param count how many errors it had, at least one
   * @param rate its part of all, more than 0 and at most 1
   */
  public record Subsystem(String subsystem, long count, double rate) {}

  /** Returns the answer as it is written as JSON. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("window", window);
    map.put("total", total);
    map.put(
        "by_subsystem",
        bySubsystem.stream()
            .map(
                each -> {
                  Map<String, Object> one = new LinkedHashMap<>();
                  one.put("subsystem", each.subsystem());
                  one.put("count", each.count());
                  one.put("rate", each.rate());
                  return one;
                })
            .toList());
    map.put("generated_at", DomainEventJson.timestamp(generatedAt));
    return map;
  }
}
