package io.tidings.event.measure;

import io.tidings.event.json.DomainEventJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Error counts by subsystem. Immutable and thread-safe.
 *
 * @param window the requested window's text
 * @param total the number of errors
 * @param bySubsystem the subsystems with errors, in descending order of count
 * @param generatedAt the time of the query
 * @contract MEA-14, MEA-25
 */
public record ErrorRates(
    String window, long total, List<Subsystem> bySubsystem, Instant generatedAt) {

  /** Creates rates from a copy of the list. */
  public ErrorRates {
    bySubsystem = List.copyOf(bySubsystem);
  }

  /**
   * The errors of one subsystem. Immutable.
   *
   * @param subsystem the subsystem's name
   * @param count the number of errors, at least 1
   * @param rate count divided by the total, more than 0 and at most 1
   */
  public record Subsystem(String subsystem, long count, double rate) {}

  /** Returns the JSON form: snake_case names in a fixed order. */
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
