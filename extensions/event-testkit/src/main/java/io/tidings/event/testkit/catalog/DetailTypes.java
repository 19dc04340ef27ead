package io.tidings.event.testkit.catalog;

import static java.util.Map.entry;

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
import java.util.Set;
import java.util.UUID;

/** Names of the types of details, and the types that read all values of another. */
final class DetailTypes {

  /** The types whose simple name is unmistakable; others have their full name. */
  private static final Set<Class<?>> KNOWN =
      Set.of(
          String.class,
          Boolean.class,
          Character.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigInteger.class,
          BigDecimal.class,
          Instant.class,
          LocalDate.class,
          LocalTime.class,
          LocalDateTime.class,
          OffsetDateTime.class,
          Duration.class,
          Period.class,
          UUID.class,
          URI.class,
          Currency.class,
          Locale.class);

  /** The wider types of each type whose details are not texts. */
  private static final Map<String, Set<String>> WIDER =
      Map.ofEntries(
          entry("Boolean", Set.of()),
          entry(
              "Byte",
              Set.of("Short", "Integer", "Long", "Float", "Double", "BigInteger", "BigDecimal")),
          entry("Short", Set.of("Integer", "Long", "Float", "Double", "BigInteger", "BigDecimal")),
          entry("Integer", Set.of("Long", "Double", "BigInteger", "BigDecimal")),
          entry("Long", Set.of("BigInteger", "BigDecimal")),
          entry("Float", Set.of("Double", "BigDecimal")),
          entry("Double", Set.of("BigDecimal")),
          entry("BigInteger", Set.of("BigDecimal")),
          entry(DetailForm.SET, Set.of(DetailForm.LIST)),
          entry(DetailForm.LIST, Set.of()),
          entry(DetailForm.MAP, Set.of()),
          entry(DetailForm.RECORD, Set.of()),
          entry(DetailForm.SEALED, Set.of()),
          entry(DetailForm.OBJECT, Set.of()));

  private DetailTypes() {}

  static String name(Class<?> type) {
    return KNOWN.contains(type) ? type.getSimpleName() : type.getName();
  }

  /**
   * Returns whether one type reads every value of another, apart from their parts and constants: an
   * Object every value, and a String every text.
   */
  static boolean reads(String now, String before) {
    Set<String> wider = WIDER.get(before);
    boolean isWider = wider == null ? now.equals("String") : wider.contains(now);
    return isWider || now.equals(before) || now.equals(DetailForm.OBJECT);
  }
}
