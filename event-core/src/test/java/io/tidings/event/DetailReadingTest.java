package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Contract("EVT-13")
class DetailReadingTest {

  private static final long BEYOND_53_BITS = (1L << 53) + 1;
  private static final BigInteger BIG = BigInteger.ONE.shiftLeft(70);
  private static final UUID SOME_UUID = UUID.fromString("6f1d2c3b-0000-4000-8000-00000000abcd");

  private static DomainEvent holding(Object value) {
    return DomainEvent.root(EventType.PLAN_CREATED).detail("k", value).build();
  }

  static Stream<Arguments> exactReadings() {
    return Stream.of(
        arguments("text", String.class, "text"),
        arguments("text", CharSequence.class, "text"),
        arguments("text", Object.class, "text"),
        arguments(true, Boolean.class, true),
        arguments(true, Boolean.class, true),
        arguments(7, Long.class, 7L),
        arguments(7, Long.class, 7L),
        arguments(7, Number.class, 7L),
        arguments(Integer.MAX_VALUE, Integer.class, Integer.MAX_VALUE),
        arguments(Integer.MIN_VALUE, Integer.class, Integer.MIN_VALUE),
        arguments(32_767, Short.class, Short.MAX_VALUE),
        arguments(-128, Byte.class, Byte.MIN_VALUE),
        arguments(7, Double.class, 7.0),
        arguments(1L << 53, Double.class, 0x1p53),
        arguments(1L << 60, Double.class, 0x1p60),
        arguments(Long.MIN_VALUE, Double.class, -0x1p63),
        arguments(BIG, Double.class, 0x1p70),
        arguments(7, BigInteger.class, BigInteger.valueOf(7)),
        arguments(BIG, BigInteger.class, BIG),
        arguments(7, BigDecimal.class, new BigDecimal(7)),
        arguments(BIG, BigDecimal.class, new BigDecimal(BIG)),
        arguments(0.5, Double.class, 0.5),
        arguments(0.1f, Float.class, 0.1f),
        arguments(0.5, Float.class, 0.5f),
        arguments(
            0.1,
            BigDecimal.class,
            new BigDecimal("0.1000000000000000055511151231257827021181583404541015625")),
        arguments("1.10", BigDecimal.class, new BigDecimal("1.10")),
        arguments(new BigDecimal("1.10"), BigDecimal.class, new BigDecimal("1.10")),
        arguments(Instant.EPOCH, Instant.class, Instant.EPOCH),
        arguments(SOME_UUID, UUID.class, SOME_UUID),
        arguments("t", Character.class, 't'),
        arguments(LocalDate.EPOCH, LocalDate.class, LocalDate.EPOCH),
        arguments(Duration.ofHours(30), Duration.class, Duration.ofHours(30)),
        arguments("6F1D2C3B-0000-4000-8000-00000000ABCD", UUID.class, SOME_UUID),
        arguments(RoundingMode.HALF_UP, RoundingMode.class, RoundingMode.HALF_UP),
        arguments(EventType.PLAN_CREATED, EventType.class, EventType.PLAN_CREATED),
        arguments(EventType.PLAN_CREATED, EventKind.class, EventType.PLAN_CREATED),
        arguments(HostKind.ORDER_PLACED, HostKind.class, HostKind.ORDER_PLACED),
        arguments(HostKind.ORDER_PLACED, EventKind.class, EventKind.of("order.placed")),
        arguments(List.of(1), List.class, List.of(1L)),
        arguments(Map.of("a", 1), Map.class, Map.of("a", 1L)));
  }

  @ParameterizedTest
  @MethodSource("exactReadings")
  void a_detail_is_read_as_any_type_that_holds_it_exactly(
      Object value, Class<?> type, Object expected) {
    assertThat(holding(value).<Object>detail("k", as(type))).isEqualTo(expected);
  }

  @SuppressWarnings("unchecked") // only for the type checker: what comes back is an Object anyway
  private static Class<Object> as(Class<?> type) {
    return (Class<Object>) type;
  }

  static Stream<Arguments> inexactReadings() {
    return Stream.of(
        arguments(1L << 31, Integer.class, "Long"),
        arguments(-(1L << 31) - 1, Integer.class, "Long"),
        arguments(32_768, Short.class, "Long"),
        arguments(-129, Byte.class, "Long"),
        arguments(BEYOND_53_BITS, Double.class, "Long"),
        arguments(-BEYOND_53_BITS, Double.class, "Long"),
        arguments(Long.MAX_VALUE, Double.class, "Long"),
        arguments(BIG.add(BigInteger.ONE), Double.class, "BigInteger"),
        arguments(BigInteger.TEN.pow(400), Double.class, "BigInteger"),
        arguments(BIG, Long.class, "BigInteger"),
        arguments(0.1, Float.class, "Double"),
        arguments(Double.MAX_VALUE, Float.class, "Double"),
        arguments(0.5, Long.class, "Double"),
        arguments(1.0, Integer.class, "Double"),
        arguments("7", Long.class, "String"),
        arguments("true", Boolean.class, "String"),
        arguments("0.5", Double.class, "String"),
        arguments(7, String.class, "Long"),
        arguments(true, String.class, "Boolean"),
        arguments(1, Boolean.class, "Long"),
        arguments("one", BigDecimal.class, "String"),
        arguments("yesterday", Instant.class, "String"),
        arguments(7, Instant.class, "Long"),
        arguments("1-2-3-4-5", UUID.class, "String"),
        arguments("no uuid", UUID.class, "String"),
        arguments("half_up", RoundingMode.class, "String"),
        arguments(7, RoundingMode.class, "Long"),
        arguments("PLAN_CREATED", EventType.class, "String"),
        arguments("ORDER_PLACED", HostKind.class, "String"),
        arguments("no id", EventKind.class, "String"),
        arguments(List.of(1), Map.class, "List"),
        arguments(Map.of(), List.class, "Map"),
        arguments(List.of(1), Object[].class, "List"),
        arguments("text", Optional.class, "String"),
        arguments("text", Void.class, "String"),
        arguments("text", Void.class, "String"),
        arguments("text", Character.class, "String"),
        arguments("2026-02-30", LocalDate.class, "String"));
  }

  @ParameterizedTest
  @MethodSource("inexactReadings")
  void a_detail_that_a_type_does_not_hold_exactly_is_refused_by_both_types(
      Object value, Class<?> type, String held) {
    DomainEvent event = holding(value);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> event.detail("k", type))
        .withMessageStartingWith("detail \"k\" holds a " + held + " that is not exactly a ");
  }

  @Test
  @Contract("EVT-14")
  void a_refusal_tells_the_value_nowhere_in_its_stack_trace() {
    DomainEvent event = holding("SECRET");

    for (Class<?> type :
        List.of(UUID.class, Instant.class, BigDecimal.class, Long.class, RoundingMode.class)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> event.detail("k", type))
          .satisfies(
              refused -> assertThat(Throwables.getStackTrace(refused)).doesNotContain("SECRET"));
    }
  }

  @Test
  void a_detail_that_is_not_there_is_null() {
    assertThat(holding(1).detail("other", Long.class)).isNull();
    assertThat(DomainEvent.root(EventType.PLAN_CREATED).build().detail("k", Long.class)).isNull();
  }

  enum BrokenKind implements EventKind {
    NAMELESS;

    @Override
    public String id() {
      return Absent.absent();
    }
  }

  @Test
  void a_constant_that_cannot_tell_its_id_is_not_what_the_detail_holds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> holding("NAMELESS").detail("k", BrokenKind.class))
        .withMessageContaining("not exactly");
  }

  @Test
  void every_whole_number_reads_back_as_what_it_was_given_as() {
    long seed = System.nanoTime();
    System.out.println("every_whole_number_reads_back_as_what_it_was_given_as seed " + seed);
    new Random(seed)
        .longs(10_000)
        .forEach(
            number -> {
              DomainEvent event = holding(number);
              assertThat(event.detail("k", Long.class)).isEqualTo(number);
              assertThat(event.detail("k", BigDecimal.class)).isEqualTo(BigDecimal.valueOf(number));
              assertThat(holding((int) number).detail("k", Integer.class)).isEqualTo((int) number);
            });
  }

  @Test
  @Contract("EVT-13")
  void a_primitive_type_is_refused_with_the_way_out() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> holding(1).detail("k", int.class))
        .withMessageContaining("type")
        .withMessageContaining("box");
  }

  @Test
  @Contract("EVT-07")
  void null_is_named() {
    DomainEvent event = holding(1);

    assertThatNullPointerException()
        .isThrownBy(() -> event.detail(Absent.absent(), Long.class))
        .withMessage("name");
    assertThatNullPointerException()
        .isThrownBy(() -> event.detail("k", Absent.absent()))
        .withMessage("type");
  }
}
