package io.tidings.event.measure;

import io.tidings.event.json.DomainEventJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Events of selected types on a caller's sites. Immutable and thread-safe.
 *
 * @param window the requested window's text
 * @param byEventType the types with at least one event, in descending order of count
 * @param sessions the number of distinct sessions; events without a session are not counted
 * @param generatedAt the time of the query
 * @contract MEA-16, MEA-25
 */
public record Engagement(
    String window, List<Type> byEventType, long sessions, Instant generatedAt) {

  /** Creates an engagement from a copy of the list. */
  public Engagement {
    byEventType = List.copyOf(byEventType);
  }

  /**
   * The count of one event type. Immutable.
   *
   * @param eventType the type's id
   * @param count the number of events, at least 1
   */
  public record Type(String eventType, long count) {}

  /** Returns the JSON form: snake_case names in a fixed order. */
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
