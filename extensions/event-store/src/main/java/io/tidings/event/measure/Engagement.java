package io.tidings.event.measure;

import io.tidings.event.json.DomainEventJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How widgets of a caller's sites are used (MEA-16). Immutable and thread-safe.
 *
 * @param window the window as it was asked for
 * @param byEventType the types that happened, most of them first
 * @param sessions in how many different sessions; events without one count in none
 * @param generatedAt when they were counted
 */
public record Engagement(
    String window, List<Type> byEventType, long sessions, Instant generatedAt) {

  /** Creates an engagement. */
  public Engagement {
    byEventType = List.copyOf(byEventType);
  }

  /**
   * One type of event. Immutable.
   *
   * @param eventType its id
   * @param count how often it happened, at least once
   */
  public record Type(String eventType, long count) {}

  /** Returns the answer as it is written as JSON. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("window", window);
    map.put(
        "by_event_type",
        byEventType.stream()
            .map(
                each -> {
                  Map<String, Object> one = new LinkedHashMap<>();
                  one.put("event_type", each.eventType());
                  one.put("count", each.count());
                  return one;
                })
            .toList());
    map.put("sessions", sessions);
    map.put("generated_at", DomainEventJson.timestamp(generatedAt));
    return map;
  }
}
