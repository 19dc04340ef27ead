package io.tidings.event.services.revision;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.HostIds;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Defensive copies of keyed data. */
final class KeyedData {

  private KeyedData() {}

  /**
   * Returns an unmodifiable copy in the same order.
   *
   * @throws IllegalArgumentException if a key is ill-formed
   * @throws NullPointerException if a key or value is null
   */
  static <V> Map<String, V> copy(Map<String, V> data) {
    Map<String, V> copy = new LinkedHashMap<>();
    data.forEach(
        (key, value) -> copy.put(HostIds.require(key, "key"), requireNonNull(value, "value")));
    return Collections.unmodifiableMap(copy);
  }
}
