package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of components: exact both ways, or rejected with their path. */
@Contract("PAY-04")
class PayloadValuesTest {

  record Numbers(
      boolean flag, byte b, short s, int i, long l, float f, double d, char c, BigInteger big) {}

  record Boxes(
      @Nullable Boolean flag,
      @Nullable Byte b,
      @Nullable Short s,
      @Nullable Integer i,
      @Nullable Long l,
      @Nullable Float f,
      @Nullable Double d,
      @Nullable Character c,
      @Nullable String text) {}

  record Times(
      Instant instant,
      LocalDate date,
      LocalTime time,
      LocalDateTime local,
      OffsetDateTime offset,
      Duration duration,
      Period period) {}

  record Names(UUID uuid, URI uri, Currency currency, Locale locale, BigDecimal amount) {}

  enum Size {
    SMALL,
    LARGE {
      @Override
      public String toString() {
        return "big";
      }
    }
  }

  sealed interface Payment permits Card, Transfer {}

  record Card(String number, Optional<LocalDate> validUntil) implements Payment {}

  sealed interface Transfer extends Payment permits Wire, Cash {}

  record Wire(String iban) implements Transfer {}

  record Cash() implements Transfer {}

  record Line(String sku, int count, Size size) {}

  record Order(
      List<Line> lines,
      Set<Size> sizes,
      Map<String, BigDecimal> prices,
      Optional<String> note,
      HostKind kind,
      Payment payment,
      List<List<Integer>> grid,
      Map<String, List<Payment>> payments,
      Object plain) {}

  record Nothing() {}

  private static <P extends Record> PayloadKind<P> kind(Class<P> type) {
    return PayloadKind.of("order.placed", type);
  }

  /** Returns the payload that the details of an event are decoded as. */
  private static <P extends Record> P readBack(PayloadKind<P> kind, P payload) {
    DomainEvent event = DomainEvent.builder(kind, payload).build();
    P read = DomainEvent.root(kind).details(event.details()).build().payload(kind);
    assertThat(event.payload(kind)).isSameAs(payload);
    return read;
  }

  static Stream<Record> payloads() {
    OffsetDateTime seconds =
        OffsetDateTime.of(2026, 1, 2, 3, 4, 5, 6, ZoneOffset.ofTotalSeconds(-3601));
    return Stream.of(
        new Numbers(
            true,
            Byte.MIN_VALUE,
            Short.MAX_VALUE,
            Integer.MIN_VALUE,
            Long.MAX_VALUE,
            0.1f,
            0.1,
            '\u00e9',
            BigInteger.ONE.shiftLeft(70)),
        new Numbers(
            false,
            (byte) 0,
            (short) 0,
            0,
            Long.MIN_VALUE,
            Float.MIN_VALUE,
            -0.0,
            ' ',
            BigInteger.TEN),
        new Boxes(null, null, null, null, null, null, null, null, null),
        new Boxes(true, (byte) 1, (short) 2, 3, 4L, Float.MAX_VALUE, 6e300, 'x', ""),
        new Times(
            Instant.EPOCH,
            LocalDate.EPOCH,
            LocalTime.MIDNIGHT,
            LocalDateTime.MIN,
            seconds,
            Duration.ofMillis(-500),
            Period.of(1, -2, 40)),
        new Times(
            Instant.MAX,
            LocalDate.MAX,
            LocalTime.MAX,
            LocalDateTime.MAX,
            OffsetDateTime.MAX,
            Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
            Period.of(Integer.MIN_VALUE, Integer.MAX_VALUE, 0)),
        new Times(
            Instant.MIN,
            LocalDate.MIN,
            LocalTime.of(1, 2),
            LocalDateTime.of(2026, 1, 1, 0, 0, 0, 1),
            OffsetDateTime.MIN,
            Duration.ofSeconds(Long.MIN_VALUE),
            Period.ZERO),
        new Names(
            new UUID(1, 2),
            URI.create("https://example.org/a?b=%20#c"),
            Currency.getInstance("EUR"),
            Locale.ROOT,
            new BigDecimal("1.50")),
        new Names(
            new UUID(0, 0),
            URI.create(""),
            Currency.getInstance("XXX"),
            Locale.forLanguageTag("zh-Hant-TW-x-lvariant-abcde"),
            new BigDecimal("1E+40")),
        new Order(
            List.of(new Line("a", 1, Size.SMALL), new Line("b", 2, Size.LARGE)),
            new LinkedHashSet<>(List.of(Size.LARGE, Size.SMALL)),
            Map.of("x", BigDecimal.ONE),
            Optional.of(""),
            HostKind.ORDER_SHIPPED,
            new Card("4711", Optional.empty()),
            List.of(List.of(), List.of(1, 2)),
            Map.of("p", List.of(new Cash(), new Wire("DE1"))),
            Map.of("list", List.of("a", 1L, 2.5, true), "big", BigInteger.ONE.shiftLeft(64))),
        new Order(
            List.of(),
            Set.of(),
            Map.of(),
            Optional.empty(),
            HostKind.ORDER_PLACED,
            new Card("1", Optional.of(LocalDate.EPOCH)),
            List.of(),
            Map.of(),
            "text"),
        new Nothing());
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("payloads")
  <P extends Record> void payload_is_read_back_as_an_equal_one(P payload) {
    @SuppressWarnings("unchecked")
    Class<P> type = (Class<P>) payload.getClass();

    assertThat(readBack(kind(type), payload)).isEqualTo(payload).isNotSameAs(payload);
  }

  @Test
  void details_are_plain_and_in_the_order_of_the_components() {
    Order order =
        new Order(
            List.of(new Line("a", 1, Size.LARGE)),
            Set.of(Size.SMALL),
            Map.of("x", new BigDecimal("1.50")),
            Optional.of("n"),
            HostKind.ORDER_SHIPPED,
            new Card("4711", Optional.of(LocalDate.of(2026, 2, 3))),
            List.of(List.of(1)),
            Map.of(),
            7L);

    Map<String, Object> details = DomainEvent.builder(kind(Order.class), order).build().details();

    assertThat(details)
        .hasToString(
            "{lines=[{sku=a, count=1, size=LARGE}], sizes=[SMALL], prices={x=1.50}, note=n,"
                + " kind=order.shipped, payment={type=card, number=4711, valid_until=2026-02-03},"
                + " grid=[[1]], payments={}, plain=7}");
  }

  record Zone(ZoneId zone, List<ZoneId> others) {}

  private static PayloadKind<Zone> zones() {
    return PayloadKind.builder("a.b", Zone.class)
        .codec(ZoneId.class, ZoneId::getId, ZoneId::of)
        .build();
  }

  @Test
  void codec_converts_components_and_elements_of_its_type() {
    Zone zone = new Zone(ZoneId.of("Europe/Paris"), List.of(ZoneId.of("Asia/Tokyo")));

    assertThat(readBack(zones(), zone)).isEqualTo(zone);
  }

  @Test
  void codec_that_fails_is_named_without_the_value() {
    DomainEvent event =
        DomainEvent.root(zones()).detail("zone", "Europe/S3cret").detail("others", "x").build();
    PayloadKind<Zone> silent =
        PayloadKind.builder("a.b", Zone.class)
            .codec(ZoneId.class, zone -> Absent.absent(), ZoneId::of)
            .build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> event.payload(zones()))
        .withMessageContaining("details[\"zone\"]")
        .withMessageContaining("codec of java.time.ZoneId threw java.time.zone")
        .withMessageNotContaining("S3cret")
        .withNoCause();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> DomainEvent.builder(silent, new Zone(ZoneId.of("Asia/Tokyo"), List.of())).build())
        .withMessageContaining("details[\"zone\"]")
        .withMessageContaining("returned null");
  }

  private static void rejects(Order order, String path, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DomainEvent.builder(kind(Order.class), order))
        .withMessageStartingWith(path)
        .withMessageContaining(reason);
  }

  private static Order order(List<Line> lines, Map<String, BigDecimal> prices, Object plain) {
    return new Order(
        lines,
        Set.of(),
        prices,
        Optional.empty(),
        HostKind.ORDER_PLACED,
        new Cash(),
        List.of(),
        Map.of(),
        plain);
  }

  @Test
  void null_elements_and_null_optionals_are_rejected() {
    Line line = new Line("a", 1, Size.SMALL);
    Map<String, BigDecimal> prices = new HashMap<>();
    prices.put("x", null);

    rejects(order(Arrays.asList(line, null), Map.of(), 1L), "details[\"lines\"][1] is null", "");
    rejects(order(List.of(), prices, 1L), "details[\"prices\"][\"x\"] is null", "leave");
    rejects(
        order(List.of(), Map.of(), List.of(Arrays.asList("a", null))),
        "details[\"plain\"][0][1] is null",
        "leave");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                DomainEvent.builder(
                    PayloadKind.of("a.b", Card.class), new Card("1", Absent.absent())))
        .withMessageStartingWith("details[\"valid_until\"] is a null Optional")
        .withMessageContaining("Optional.empty()");
  }

  @Test
  void values_that_would_change_their_type_are_rejected() {
    rejects(order(List.of(), Map.of(), 1), "details[\"plain\"] is a java.lang.Integer", "Long");
    rejects(
        order(List.of(), Map.of(), Map.of("a", Set.of())), "details[\"plain\"][\"a\"] is a", "");
    rejects(order(List.of(), Map.of(), Double.NaN), "details[\"plain\"] is NaN", "finite");
  }

  @Test
  void elements_of_another_type_than_declared_are_rejected() {
    @SuppressWarnings({"unchecked", "rawtypes"})
    List<Line> polluted = (List<Line>) (List) List.of("text");

    rejects(order(polluted, Map.of(), 1L), "details[\"lines\"][0] is a java.lang.String", "Line");
  }

  @Test
  void locale_and_uri_without_exact_text_are_rejected() {
    Names names =
        new Names(
            new UUID(0, 0),
            URI.create(""),
            Currency.getInstance("EUR"),
            new Locale.Builder().setLanguage("no").build(),
            BigDecimal.ONE);
    Names inexact =
        new Names(names.uuid, names.uri, names.currency, new Locale("xx", "a_b"), BigDecimal.ONE);

    assertThat(readBack(kind(Names.class), names)).isEqualTo(names);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DomainEvent.builder(kind(Names.class), inexact))
        .withMessageStartingWith("details[\"locale\"] is a java.util.Locale");
  }

  record Throwing(String fine) {
    @Override
    public String fine() {
      throw new IllegalStateException("not yet");
    }
  }

  record Wrapper(List<Throwing> list) {}

  @Test
  @Contract("PAY-01")
  void accessor_that_throws_is_named() {
    PayloadKind<Wrapper> kind = PayloadKind.of("a.b", Wrapper.class);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> EventBus.create().emit(kind, new Wrapper(List.of(new Throwing("secret")))))
        .withMessageStartingWith("details[\"list\"][0][\"fine\"] could not be read")
        .withMessageContaining(Throwing.class.getName())
        .withMessageContaining("threw java.lang.IllegalStateException")
        .withCauseInstanceOf(IllegalStateException.class);
  }

  record Endless(List<Integer> list) {}

  @Test
  @Contract("LIM-01")
  void list_without_end_is_ended_by_the_limit() {
    List<Integer> endless =
        new AbstractList<>() {
          @Override
          public Integer get(int index) {
            return index;
          }

          @Override
          public int size() {
            return Integer.MAX_VALUE;
          }
        };

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> DomainEvent.builder(PayloadKind.of("a.b", Endless.class), new Endless(endless)))
        .withMessageContaining("maxEntries");
  }

  @Test
  void list_of_ten_thousand_entries_is_read_back() {
    Endless many = new Endless(IntStream.range(0, 10_000).boxed().toList());

    assertThat(readBack(PayloadKind.of("a.b", Endless.class), many)).isEqualTo(many);
  }

  @Test
  void decoded_collections_cannot_be_changed() {
    Order read = readBack(kind(Order.class), order(List.of(), Map.of(), 1L));

    assertThat(List.of(read.lines().getClass(), read.sizes().getClass(), read.prices().getClass()))
        .allSatisfy(type -> assertThat(type.getName()).contains("Unmodifiable"));
  }

  record Sorted(Set<String> names) {}

  @Test
  void set_is_a_list_in_the_order_of_iteration() {
    DomainEvent event =
        DomainEvent.builder(
                PayloadKind.of("a.b", Sorted.class), new Sorted(new TreeSet<>(List.of("b", "a"))))
            .build();

    assertThat(event.details()).isEqualTo(Map.of("names", List.of("a", "b")));
  }
}
