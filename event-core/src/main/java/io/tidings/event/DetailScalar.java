package io.tidings.event;

import io.tidings.event.internal.FatalErrors;
import io.tidings.event.internal.RejectedValue;
import io.tidings.event.internal.Scalars;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Conversion of single detail values to text, Boolean, Long, BigInteger beyond long or finite
 * Double. A value without an exact form among these is rejected.
 *
 * @contract EVT-11
 */
final class DetailScalar {

  private static final BigInteger DIGITS_END = BigInteger.TEN.pow(DomainEvent.MAX_DIGITS);

  private DetailScalar() {}

  static Object freeze(Object value) {
    if (value instanceof String || value instanceof Boolean || value instanceof Long) {
      return value;
    }
    Object number = value instanceof Number raw ? number(raw) : null;
    if (number != null) {
      return number;
    }
    String text = text(value);
    if (text != null) {
      return text;
    }
    throw new RejectedValue(
        "is a %s; details hold texts, booleans, numbers, dates and times, UUIDs, enums, lists and"
                .formatted(value.getClass().getName())
            + " maps; for a record use a PayloadKind");
  }

  /** Rejects subclasses of BigInteger and BigDecimal, as they may override anything. */
  private static @Nullable Object number(Number value) {
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return value.longValue();
    }
    if (value instanceof Double || value instanceof Float) {
      return finite(value.doubleValue());
    }
    if (value.getClass() == BigInteger.class) {
      return integer((BigInteger) value);
    }
    return value.getClass() == BigDecimal.class ? decimal((BigDecimal) value) : null;
  }

  private static Double finite(double value) {
    if (!Double.isFinite(value)) {
      throw new RejectedValue("is " + value + "; numbers must be finite, leave it out instead");
    }
    return value;
  }

  private static Object integer(BigInteger value) {
    if (value.bitLength() < Long.SIZE) {
      return value.longValue();
    }
    if (value.abs().compareTo(DIGITS_END) >= 0) {
      throw tooLong();
    }
    return value;
  }

  private static String decimal(BigDecimal value) {
    if (value.precision() > DomainEvent.MAX_DIGITS) {
      throw tooLong();
    }
    return value.toString();
  }

  private static RejectedValue tooLong() {
    return new RejectedValue(
        "has more than %s digits; give it as a text".formatted(DomainEvent.MAX_DIGITS));
  }

  private static @Nullable String text(Object value) {
    return value instanceof Enum<?> constant ? text(constant) : Scalars.text(value);
  }

  /** Returns the id of a constant that is a kind, else its name. */
  static String text(Enum<?> constant) {
    return constant instanceof EventKind kind ? id(kind) : constant.name();
  }

  /** Returns the id of a host's kind, whose methods may throw anything. */
  private static String id(EventKind kind) {
    try {
      return PlainKind.identity(kind).id();
    } catch (Throwable failure) {
      FatalErrors.rethrow(failure);
      throw new RejectedValue(
          "is a %s whose id() cannot be used: %s"
              .formatted(kind.getClass().getName(), failure.getClass().getName()),
          failure);
    }
  }
}
