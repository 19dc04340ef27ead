package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Contract("EVT-11")
class DetailValuesTest {

  private static final UUID SOME_UUID = UUID.fromString("6f1d2c3b-0000-4000-8000-00000000abcd");
  private static final StringBuilder BUFFER = new StringBuilder(8);
  private static final BigInteger BEYOND_LONG = BigInteger.ONE.shiftLeft(63);
  private static final BigInteger LONGEST = BigInteger.TEN.pow(1_000).subtract(BigInteger.ONE);

  private static Object frozen(Object value) {
    return DomainEvent.root(EventType.PLAN_CREATED)
        .detail("k", value)
        .build()
        .details()
        .getOrDefault("k", "absent");
  }

  private static void refused(Object value, String reason) {
    EventBuilder direct = DomainEvent.root(EventType.PLAN_CREATED).detail("k", value);
    EventBuilder nested =
        DomainEvent.root(EventType.PLAN_CREATED).detail("k", Map.of("in", List.of(0, value)));

    assertThatIllegalArgumentException()
        .isThrownBy(direct::build)
        .withMessageStartingWith("details[\"k\"] ")
        .withMessageContaining(reason);
    assertThatIllegalArgumentException()
        .isThrownBy(nested::build)
        .withMessageStartingWith("details[\"k\"][\"in\"][1] ")
        .withMessageContaining(reason);
  }

  static Stream<Arguments> acceptedValues() {
    return Stream.of(
        arguments("text", "text"),
        arguments("", ""),
        arguments("\u0000\ud83d\ude80\u2028", "\u0000\ud83d\ude80\u2028"),
        arguments(true, true),
        arguments((byte) -1, -1L),
        arguments((short) -300, -300L),
        arguments(Integer.MIN_VALUE, (long) Integer.MIN_VALUE),
        arguments(Long.MAX_VALUE, Long.MAX_VALUE),
        arguments(0.1f, (double) 0.1f),
        arguments(Double.MIN_VALUE, Double.MIN_VALUE),
        arguments(Double.MAX_VALUE, Double.MAX_VALUE),
        arguments(-0.0, -0.0),
        arguments(BigInteger.TEN, 10L),
        arguments(BigInteger.valueOf(Long.MAX_VALUE), Long.MAX_VALUE),
        arguments(BigInteger.valueOf(Long.MIN_VALUE), Long.MIN_VALUE),
        arguments(BEYOND_LONG, BEYOND_LONG),
        arguments(
            BEYOND_LONG.negate().subtract(BigInteger.ONE), new BigInteger("-9223372036854775809")),
        arguments(LONGEST, LONGEST),
        arguments(LONGEST.negate(), LONGEST.negate()),
        arguments(new BigDecimal("1.10"), "1.10"),
        arguments(new BigDecimal("1e999999999"), "1E+999999999"),
        arguments(new BigDecimal("1e-999999999"), "1E-999999999"),
        arguments(new BigDecimal(LONGEST), LONGEST.toString()),
        arguments(
            Instant.parse("2026-01-02T03:04:05.000000006Z"), "2026-01-02T03:04:05.000000006Z"),
        arguments(SOME_UUID, "6f1d2c3b-0000-4000-8000-00000000abcd"),
        arguments(RoundingMode.HALF_UP, "HALF_UP"),
        arguments(HostKind.ORDER_PLACED, "order.placed"),
        arguments(EventType.PLAN_CREATED, "plan.created"));
  }

  @ParameterizedTest
  @MethodSource("acceptedValues")
  void a_value_with_one_exact_form_takes_that_form(Object given, Object kept) {
    assertThat(frozen(given)).isEqualTo(kept);
    assertThat(frozen(given)).hasSameClassAs(kept);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void a_number_that_is_not_finite_is_refused(double value) {
    refused(value, "must be finite");
    refused((float) value, "must be finite");
  }

  @Test
  void a_number_of_more_than_1000_digits_is_refused() {
    BigInteger tooLong = BigInteger.TEN.pow(1_000);

    refused(tooLong, "more than 1000 digits");
    refused(tooLong.negate(), "more than 1000 digits");
    refused(new BigDecimal(tooLong), "more than 1000 digits");
    refused(new BigDecimal(tooLong, 500), "more than 1000 digits");
  }

  @Test
  void an_enormous_number_is_refused_quickly() {
    refused(BigInteger.ONE.shiftLeft(50_000_000), "more than 1000 digits");
  }

  @Test
  void a_date_a_time_an_identifier_and_a_char_become_text() {
    assertThat(frozen(LocalDate.EPOCH)).isEqualTo("1970-01-01");
    assertThat(frozen(Duration.ofMillis(1))).isEqualTo("PT0.001S");
    assertThat(frozen(Locale.UK)).isEqualTo("en-GB");
    assertThat(frozen('a')).isEqualTo("a");
    refused(new Locale("xx", "a_b"), "whose text has not the same value");
  }

  static Stream<Object> unsupportedValues() {
    return Stream.of(
        new int[] {1},
        new String[][] {{"a"}},
        Set.of("a"),
        new ArrayDeque<>(List.of("a")),
        Optional.of("a"),
        Optional.empty(),
        BUFFER,
        new Object(),
        new AtomicLong(1),
        YearMonth.of(2026, 1),
        Map.entry("a", 1),
        List.of("a").iterator(),
        Stream.of("a"),
        new IllegalStateException("a"),
        DomainEvent.class,
        EventScope.none(),
        EventKind.of("order.placed"));
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("unsupportedValues")
  void any_other_value_is_refused_by_its_class(Object value) {
    refused(value, "is a " + value.getClass().getName());
  }
}
