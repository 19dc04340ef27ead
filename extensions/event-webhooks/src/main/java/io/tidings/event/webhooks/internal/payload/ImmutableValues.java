package io.tidings.event.webhooks.internal.payload;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Immutable copies of JSON values, bounded in depth and number; null entries are left out. */
public final class ImmutableValues {

  /** Maximum nesting depth of lists and maps. */
  public static final int MAX_DEPTH = 10;

  private final String argument;
  private int left;

  private ImmutableValues(String argument, int limit) {
    this.argument = argument;
    this.left = limit;
  }

  /**
   * Returns an immutable copy of a map.
   *
   * @throws IllegalArgumentException if the map is nested more than ten deep, has more than {@code
   *     limit} values, or holds a value outside JSON
   */
  public static Map<String, Object> map(Map<?, ?> map, String argument, int limit) {
    return new ImmutableValues(argument, limit).copyOf(map, 1);
  }

  /** Returns an immutable copy of any value, with the limits of {@link #map}; null for null. */
  static @Nullable Object value(@Nullable Object value, String argument, int limit) {
    return new ImmutableValues(argument, limit).copyOf(value, 0);
  }

  private @Nullable Object copyOf(@Nullable Object value, int depth) {
    if (--left < 0) {
      throw new IllegalArgumentException(argument + " has too many values; make it smaller");
    }
    if (value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof BigInteger) {
      return value;
    }
    if (value instanceof Integer number) {
      return number.longValue();
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      return number;
    }
    if (value instanceof Map<?, ?> map) {
      return copyOf(map, depth + 1);
    }
    if (value instanceof List<?> list) {
      return copyOf(list, depth + 1);
    }
    throw new IllegalArgumentException(
        argument
            + " must hold texts, booleans, numbers, lists and maps; not a "
            + value.getClass().getName());
  }

  private Map<String, Object> copyOf(Map<?, ?> map, int depth) {
    requireDepth(depth);
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          Object element = copyOf(value, depth);
          if (element != null) {
            copy.put(String.valueOf(key), element);
          }
        });
    return Collections.unmodifiableMap(copy);
  }

  private List<Object> copyOf(List<?> list, int depth) {
    requireDepth(depth);
    List<Object> copy = new ArrayList<>();
    for (Object value : list) {
      Object element = copyOf(value, depth);
      if (element != null) {
        copy.add(element);
      }
    }
    return Collections.unmodifiableList(copy);
  }

  private void requireDepth(int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException(
          argument + " must not be nested more than " + MAX_DEPTH + " deep");
    }
  }
}
