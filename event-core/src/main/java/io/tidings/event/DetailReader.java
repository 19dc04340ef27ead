package io.tidings.event;

import io.tidings.event.internal.RejectedValue;
import io.tidings.event.internal.Scalars;
import org.jspecify.annotations.Nullable;

/**
 * Exact conversion of a detail to the type that a reader requests.
 *
 * @contract EVT-13
 */
final class DetailReader {

  private DetailReader() {}

  static <T> T read(String name, Object value, Class<T> type) {
    if (type.isPrimitive()) {
      throw new IllegalArgumentException(
          "type must not be primitive; ask for the class of its box");
    }
    return type.cast(type.isInstance(value) ? value : converted(name, value, type));
  }

  private static Object converted(String name, Object value, Class<?> target) {
    Object result;
    try {
      result = exact(value, target);
    } catch (RuntimeException unreadable) {
      result = null;
    }
    if (result == null) {
      throw notConvertible(name, value, target);
    }
    return result;
  }

  /** Returns an error without a cause, as a parser's message would disclose the value. */
  private static IllegalArgumentException notConvertible(
      String name, Object value, Class<?> target) {
    return new IllegalArgumentException(
        "detail %s holds a %s that is not exactly a %s"
            .formatted(Validation.quoted(name), RejectedValue.typeName(value), target.getName()));
  }

  private static @Nullable Object exact(Object value, Class<?> target) {
    if (target == EventKind.class) {
      return value instanceof String id ? EventKind.of(id) : null;
    }
    return target.isEnum() ? constant(value, target) : Scalars.read(target, value);
  }

  private static @Nullable Object constant(Object value, Class<?> target) {
    for (Object constant : target.getEnumConstants()) {
      String text = constant instanceof EventKind kind ? kind.id() : ((Enum<?>) constant).name();
      if (value.equals(text)) {
        return constant;
      }
    }
    return null;
  }
}
