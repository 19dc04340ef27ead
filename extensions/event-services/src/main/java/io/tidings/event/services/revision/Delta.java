package io.tidings.event.services.revision;

import io.tidings.event.services.internal.HostIds;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Change of keyed data: keys to set and keys to remove. Immutable if its values are.
 *
 * @param <V> the type of the values
 * @param set new values by key
 * @param remove the keys to remove; removing an absent key is a no-op
 * @param message why, or null
 * @contract EMI-09
 */
public record Delta<V>(Map<String, V> set, Set<String> remove, @Nullable String message) {

  /**
   * Creates a delta. Copies both collections.
   *
   * @throws IllegalArgumentException if it changes nothing, a key is ill-formed, or a key is both
   *     set and removed
   */
  public Delta {
    set = KeyedData.copy(set);
    remove = Collections.unmodifiableSet(new LinkedHashSet<>(remove));
    remove.forEach(key -> HostIds.require(key, "remove"));
    if (set.isEmpty() && remove.isEmpty()) {
      throw new IllegalArgumentException("a delta must set or remove something");
    }
    if (!Collections.disjoint(set.keySet(), remove)) {
      throw new IllegalArgumentException("a delta cannot both set and remove a key; leave one out");
    }
  }

  /** Returns a delta that sets one key. */
  public static <V> Delta<V> set(String key, V value) {
    return new Delta<>(Map.of(key, value), Set.of(), null);
  }

  /** Returns a delta that removes keys. */
  public static <V> Delta<V> remove(String... keys) {
    return new Delta<>(Map.of(), Set.of(keys), null);
  }

  /** Returns this delta with another message; null for none. */
  public Delta<V> withMessage(@Nullable String message) {
    return new Delta<>(set, remove, message);
  }

  /** Returns the data with this delta applied. */
  Map<String, V> applyTo(Map<String, V> base) {
    Map<String, V> result = new LinkedHashMap<>(base);
    result.keySet().removeAll(remove);
    result.putAll(set);
    return result;
  }
}
