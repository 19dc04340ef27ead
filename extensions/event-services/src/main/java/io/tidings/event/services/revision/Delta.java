package io.tidings.event.services.revision;

import io.tidings.event.services.internal.HostIds;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A change of keyed data: what is set and what is removed (EMI-09). Immutable as far as its values
 * are.
 *
 * @param <V> the values
 * @param set new values by their keys
 * @param remove keys that are to be there no longer; it is no error if one is not there now
 * @param message why, or null
 */
public record Delta<V>(Map<String, V> set, Set<String> remove, @Nullable String message) {

  /**
   * Creates a delta.
   *
   * @throws IllegalArgumentException if it changes nothing, a key is ill-formed, or one is both set
   *     and removed
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

  /** Returns this delta with a message; null takes it away. */
  public Delta<V> withMessage(@Nullable String message) {
    return new Delta<>(set, remove, message);
  }

  /** Returns what becomes of data. */
  Map<String, V> applied(Map<String, V> base) {
    Map<String, V> result = new LinkedHashMap<>(base);
    result.keySet().removeAll(remove);
    result.putAll(set);
    return result;
  }
}
