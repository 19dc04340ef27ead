package io.tidings.event.internal;

import static java.util.Map.entry;

import io.tidings.event.shape.DetailShape;
import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Exact conversions of single values: each type with its one text or number in the details.
 *
 * @contract EVT-13, PAY-04
 */
public final class Scalars {

  private static final Map<Class<?>, Scalar> NUMBERS =
      Map.ofEntries(
          number(Long.class, v -> null),
          number(Integer.class, whole(Integer.MIN_VALUE, Integer.MAX_VALUE, v -> (int) v)),
          number(Short.class, whole(Short.MIN_VALUE, Short.MAX_VALUE, v -> (short) v)),
          number(Byte.class, whole(Byte.MIN_VALUE, Byte.MAX_VALUE, v -> (byte) v)),
          number(Double.class, Scalars::toDouble),
          number(Float.class, Scalars::toFloat),
          number(BigInteger.class, v -> v instanceof Long l ? BigInteger.valueOf(l) : null),
          number(BigDecimal.class, Scalars::toDecimal),
          number(Boolean.class, v -> null),
          number(String.class, v -> null));

  private static final Map<Class<?>, Scalar> TEXTS =
      Map.ofEntries(
          text(Instant.class, Object::toString, Scalars::toInstant),
          text(UUID.class, Object::toString, Scalars::toUuid),
          text(LocalDate.class, Object::toString, LocalDate::parse),
          text(LocalTime.class, Object::toString, LocalTime::parse),
          text(LocalDateTime.class, Object::toString, LocalDateTime::parse),
          text(OffsetDateTime.class, Object::toString, OffsetDateTime::parse),
          text(Duration.class, Object::toString, Duration::parse),
          text(Period.class, Object::toString, Period::parse),
          text(URI.class, Object::toString, URI::create),
          text(Currency.class, Currency::getCurrencyCode, Currency::getInstance),
          text(Locale.class, Locale::toLanguageTag, Scalars::toLocale),
          text(Character.class, Object::toString, t -> t.length() == 1 ? t.charAt(0) : null));

  private Scalars() {}

  /** Returns the detail's exact value as a type, or null if there is none. */
  public static @Nullable Object read(Class<?> type, Object detail) {
    Scalar scalar = scalar(type);
    return scalar == null ? null : scalar.exact(detail);
  }

  /**
   * Returns the exact text of a date, time, identifier or character; null for other types.
   *
   * @throws RejectedValue if the value has no text that is read back as it
   */
  public static @Nullable String text(Object value) {
    Scalar scalar = TEXTS.get(value.getClass());
    return scalar == null ? null : (String) scalar.encode(value);
  }

  /** Returns the conversion of a type, which may be primitive, or null if it is no scalar. */
  public static @Nullable ValueCodec codec(Class<?> type) {
    return scalar(type);
  }

  private static @Nullable Scalar scalar(Class<?> type) {
    Class<?> boxed = boxed(type);
    Scalar number = NUMBERS.get(boxed);
    return number != null ? number : TEXTS.get(boxed);
  }

  /** Returns the box of a primitive type, another type itself. */
  public static Class<?> boxed(Class<?> type) {
    return MethodType.methodType(type).wrap().returnType();
  }

  /**
   * Conversion of one type.
   *
   * @param encode returns the detail
   * @param decode returns the exact value, or null if there is none
   */
  private record Scalar(
      Class<?> type, Function<Object, Object> encode, Function<Object, @Nullable Object> decode)
      implements ValueCodec {

    @Override
    public DetailShape shape() {
      return new DetailShape.Scalar(type);
    }

    @Override
    public Object encode(Object value) {
      return encode.apply(value);
    }

    @Override
    public Object decode(Object detail) {
      Object value = exact(detail);
      if (value == null) {
        throw RejectedValue.inexact(detail, type);
      }
      return value;
    }

    /** Discards what a parser throws, as its message would disclose the value. */
    @Nullable Object exact(Object detail) {
      try {
        return type.isInstance(detail) ? detail : decode.apply(detail);
      } catch (RuntimeException unreadable) {
        return null;
      }
    }
  }

  private static Map.Entry<Class<?>, Scalar> number(
      Class<?> type, Function<Object, @Nullable Object> decode) {
    return entry(type, new Scalar(type, value -> value, decode));
  }

  private static <T> Map.Entry<Class<?>, Scalar> text(
      Class<T> type, Function<? super T, String> format, Function<String, @Nullable T> parse) {
    Function<Object, @Nullable Object> decode =
        detail -> detail instanceof String text ? parse.apply(text) : null;
    Function<Object, Object> encode = value -> format.apply(type.cast(value));
    boolean isAlwaysExact = type != URI.class && type != Locale.class;
    return entry(
        type, new Scalar(type, isAlwaysExact ? encode : checked(type, encode, decode), decode));
  }

  /** Returns a conversion that rejects a value which its own text does not give back. */
  private static Function<Object, Object> checked(
      Class<?> type, Function<Object, Object> encode, Function<Object, @Nullable Object> decode) {
    return value -> {
      Object detail = encode.apply(value);
      if (!value.equals(new Scalar(type, encode, decode).exact(detail))) {
        throw new RejectedValue(
            "is a %s whose text has not the same value; give it as a text"
                .formatted(type.getName()));
      }
      return detail;
    };
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
    Object number = value instanceof Double ? value : toDouble(value);
    return number instanceof Double d && (double) d.floatValue() == d ? d.floatValue() : null;
  }

  private static @Nullable Object toDecimal(Object value) {
    if (value instanceof Double d) {
      return new BigDecimal(d);
    }
    boolean exact = value instanceof String || value instanceof Long || value instanceof BigInteger;
    return exact ? new BigDecimal(value.toString()) : null;
  }

  /** A leap second would be read as the second before. */
  private static @Nullable Instant toInstant(String text) {
    return text.contains(":60") ? null : Instant.parse(text);
  }

  private static @Nullable UUID toUuid(String text) {
    UUID uuid = UUID.fromString(text);
    return uuid.toString().equalsIgnoreCase(text) ? uuid : null;
  }

  /** An ill-formed tag would lose its end. */
  private static @Nullable Locale toLocale(String tag) {
    Locale locale = Locale.forLanguageTag(tag);
    return locale.toLanguageTag().equalsIgnoreCase(tag) ? locale : null;
  }
}
