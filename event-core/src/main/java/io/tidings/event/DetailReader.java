package io.tidings.event;

import static java.util.Map.entry;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Exact conversion of a detail to the type that a reader requests.
 *
 * @contract EVT-13
 */
final class DetailReader {

  /** The conversion for each target type; returns null for a value without an exact form. */
  private static final Map<Class<?>, Function<Object, @Nullable Object>> CONVERSIONS =
      Map.ofEntries(
          entry(Integer.class, whole(Integer.MIN_VALUE, Integer.MAX_VALUE, v -> (int) v)),
          entry(Short.class, whole(Short.MIN_VALUE, Short.MAX_VALUE, v -> (short) v)),
          entry(Byte.class, whole(Byte.MIN_VALUE, Byte.MAX_VALUE, v -> (byte) v)),
          entry(Double.class, DetailReader::toDouble),
          entry(Float.class, DetailReader::toFloat),
          entry(BigInteger.class, v -> v instanceof Long l ? BigInteger.valueOf(l) : null),
          entry(BigDecimal.class, DetailReader::toDecimal),
          entry(Instant.class, v -> v instanceof String text ? Instant.parse(text) : null),
          entry(UUID.class, v -> v instanceof String text ? toUuid(text) : null),
          entry(EventKind.class, v -> v instanceof String text ? EventKind.of(text) : null));

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
      result =
          target.isEnum()
              ? constant(value, target)
              : CONVERSIONS.getOrDefault(target, v -> null).apply(value);
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
            .formatted(Validation.quoted(name), typeName(value), target.getName()));
  }

  /** Returns the name of a value's type. */
  private static String typeName(Object value) {
    return value instanceof Map
        ? "Map"
        : value instanceof List ? "List" : value.getClass().getSimpleName();
  }

  private static Function<Object, @Nullable Object> whole(
      long least, long most, LongFunction<Object> box) {
    return v -> v instanceof Long l && l >= least && l <= most ? box.apply(l) : null;
  }

  private static @Nullable Object toDouble(Object value) {
    if (!(value instanceof Number whole)) {
      return null;
    }
    double nearest = whole.doubleValue();
    boolean exact =
        Double.isFinite(nearest)
            && new BigDecimal(nearest).compareTo(new BigDecimal(whole.toString())) == 0;
    return exact ? nearest : null;
  }

  private static @Nullable Object toFloat(Object value) {
    return value instanceof Double d && (double) d.floatValue() == d ? d.floatValue() : null;
  }

  private static @Nullable Object toDecimal(Object value) {
    if (value instanceof Double d) {
      return new BigDecimal(d);
    }
    boolean exact = value instanceof String || value instanceof Long || value instanceof BigInteger;
    return exact ? new BigDecimal(value.toString()) : null;
  }

  private static @Nullable UUID toUuid(String text) {
    UUID uuid = UUID.fromString(text);
    return uuid.toString().equalsIgnoreCase(text) ? uuid : null;
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
