package io.tidings.event.webhooks;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as JSON has them, copied so that nothing can change them. Null is absent. Stateless. */
final class ImmutableValues {

  /** How deep lists and maps may be inside each other (WEB-07). */
  static final int MAX_DEPTH = 10;

  private final String argument;
  private int left;

  private ImmutableValues(String argument, int most) {
    this.argument = argument;
    this.left = most;
  }

  /**
   * Returns a copy of a map.
   *
   * @throws IllegalArgumentException if it is nested more than ten deep, has more than {@code most}
   *     values, or one that JSON does not have
   */
  static Map<String, Object> map(Map<?, ?> map, String argument, int most) {
    return new ImmutableValues(argument, most).mapped(map, 1);
  }

  /** The same for any value; null for null. */
  static @Nullable Object value(@Nullable Object value, String argument, int most) {
    return new ImmutableValues(argument, most).frozen(value, 0);
  }

  private @Nullable Object frozen(@Nullable Object value, int depth) {
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
      return mapped(map, depth + 1);
    }
    if (value instanceof List<?> list) {
      return listed(list, depth + 1);
    }
    throw new IllegalArgumentException(
        argument
            + " must hold texts, booleans, numbers, lists and maps; not a "
            + value.getClass().getName());
  }

  private Map<String, Object> mapped(Map<?, ?> map, int depth) {
    requireDepth(depth);
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          Object frozen = frozen(value, depth);
          if (frozen != null) {
            copy.put(String.valueOf(key), frozen);
          }
        });
    return Collections.unmodifiableMap(copy);
  }

  private List<Object> listed(List<?> list, int depth) {
    requireDepth(depth);
    List<Object> copy = new ArrayList<>();
    for (Object value : list) {
      Object frozen = frozen(value, depth);
      if (frozen != null) {
        copy.add(frozen);
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
