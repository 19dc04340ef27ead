package io.tidings.event.measure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was used of a quota. Immutable and thread-safe.
 *
 * @param organization whose it is, and below it what workspace, project and user it is for
 * @param counter what is counted
 * @param period in which period, such as {@code 2026-11}; empty for all time
 * @param used how much
 * @param limit how much may be used, as it was when it was last charged, or null for no limit
 */
public record QuotaUse(
    String organization, String counter, String period, long used, @Nullable Long limit) {

  /** Returns the answer as it is written as JSON. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("organization", organization);
    map.put("counter", counter);
    map.put("period", period);
    map.put("used", used);
    if (limit != null) {
      map.put("limit", limit);
    }
    return map;
  }
}
