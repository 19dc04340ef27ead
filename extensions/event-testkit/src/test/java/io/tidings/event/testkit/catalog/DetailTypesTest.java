package io.tidings.event.testkit.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
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
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of wider types, compared with the conversions of event-core. */
class DetailTypesTest {

  private static final List<Object> NUMBERS =
      List.of(
          Byte.MIN_VALUE,
          Byte.MAX_VALUE,
          Short.MIN_VALUE,
          Short.MAX_VALUE,
          Integer.MIN_VALUE,
          Integer.MAX_VALUE,
          Long.MIN_VALUE,
          Long.MAX_VALUE,
          Float.MIN_VALUE,
          Float.MAX_VALUE,
          Double.MIN_VALUE,
          Double.MAX_VALUE,
          0.1,
          BigInteger.ONE,
          BigInteger.TEN.pow(40),
          new BigDecimal("1.10"),
          new BigDecimal("1E-400"));

  private static final List<Object> OTHERS =
      List.of(
          true,
          "",
          "any text",
          'x',
          Instant.MAX,
          LocalDate.MAX,
          LocalTime.MAX,
          LocalDateTime.MAX,
          OffsetDateTime.of(LocalDateTime.MIN, ZoneOffset.UTC),
          Duration.ofSeconds(Long.MAX_VALUE),
          Period.ofDays(-1),
          new UUID(1, 2),
          URI.create("urn:a"),
          Currency.getInstance("CHF"),
          Locale.forLanguageTag("de-CH"));

  static Stream<Object> samples() {
    return Stream.concat(NUMBERS.stream(), OTHERS.stream());
  }

  static Set<Class<?>> types() {
    Set<Class<?>> types = new HashSet<>();
    samples().forEach(sample -> types.add(sample.getClass()));
    return types;
  }

  private static boolean isReadable(Object value, Class<?> type) {
    DomainEvent event = DomainEvent.root(EventKind.of("a")).detail("value", value).build();
    try {
      return event.detail("value", type) != null;
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }

  private static boolean reads(Class<?> now, Class<?> before) {
    return DetailTypes.reads(DetailTypes.name(now), DetailTypes.name(before));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void every_value_is_readable_as_each_wider_type(Object value) {
    assertThat(types())
        .filteredOn(type -> reads(type, value.getClass()))
        .contains(value.getClass())
        .allMatch(type -> isReadable(value, type));
  }

  @Test
  void some_number_is_not_readable_as_each_other_type() {
    for (Class<?> before : types()) {
      List<Object> values = NUMBERS.stream().filter(before::isInstance).toList();
      Stream<Class<?>> narrower =
          types().stream()
              .filter(type -> Number.class.isAssignableFrom(type) || type == Boolean.class)
              .filter(type -> !reads(type, before));

      assertThat(values.isEmpty() ? Stream.<Class<?>>empty() : narrower)
          .noneMatch(type -> values.stream().allMatch(value -> isReadable(value, type)));
    }
  }

  @Test
  void texts_are_read_by_string_alone() {
    assertThat(types())
        .filteredOn(type -> reads(String.class, type))
        .hasSize(14)
        .doesNotContain(Boolean.class, Byte.class, Long.class, Double.class, BigInteger.class);
    assertThat(DetailTypes.reads("String", "com.acme.Money")).isTrue();
    assertThat(DetailTypes.reads("com.acme.Money", "String")).isFalse();
    assertThat(Stream.of("record", "sealed", "List", "Set", "Map", "Object"))
        .noneMatch(type -> DetailTypes.reads("String", type));
  }

  @Test
  void object_reads_everything() {
    assertThat(types()).allMatch(type -> DetailTypes.reads("Object", DetailTypes.name(type)));
    assertThat(DetailTypes.reads("Object", "record")).isTrue();
  }

  @Test
  void type_of_a_host_has_its_full_name() {
    assertThat(DetailTypes.name(BigDecimal.class)).isEqualTo("BigDecimal");
    assertThat(DetailTypes.name(ZoneOffset.class)).isEqualTo("java.time.ZoneOffset");
  }
}
