package io.tidings.event.reference;

import io.tidings.event.Description;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventKind;
import io.tidings.event.Formerly;
import io.tidings.event.PayloadKind;
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
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A host's catalogue with every form of details, and payloads of its kinds. */
final class Shop {

  private Shop() {}

  enum Colour {
    RED,
    GREEN
  }

  enum ShopEvent implements EventKind {
    @Description("A customer placed an order.")
    PLACED,
    CANCELLED;

    @Override
    public String id() {
      return "order." + name().toLowerCase(Locale.ROOT);
    }
  }

  sealed interface Payment permits Card, Transfer {}

  record Card(@Description("The last four digits.") String number, int month) implements Payment {}

  record Transfer(String iban) implements Payment {}

  record Line(@Description("The article.") String sku, int count, Set<Colour> colours) {}

  record Placed(
      @Formerly("id") String orderId,
      BigDecimal amount,
      @Description("The lines, in the order of the basket.") List<Line> lines,
      Payment payment,
      Map<String, Line> gifts,
      Optional<String> voucher,
      boolean isPaid) {}

  record Numbers(
      byte tiny,
      short small,
      int whole,
      long large,
      BigInteger huge,
      float single,
      double real,
      BigDecimal decimal) {}

  record Texts(
      char sign,
      Instant instant,
      LocalDate date,
      LocalTime time,
      LocalDateTime local,
      OffsetDateTime offset,
      Duration duration,
      Period period,
      UUID uuid,
      URI uri,
      Currency currency,
      Locale locale,
      ZoneId zone,
      ShopEvent kind,
      Object any) {}

  record Collections(
      Set<Double> reals,
      Set<Integer> wholes,
      Set<Object> anything,
      List<List<Payment>> plans,
      Map<String, Map<String, Integer>> counts) {}

  record Renamed(@Formerly({"sum", "amount"}) int total, @Nullable String note) {}

  record Empty() {}

  static final PayloadKind<Placed> PLACED = PayloadKind.of(ShopEvent.PLACED, Placed.class);
  static final PayloadKind<Numbers> NUMBERS = PayloadKind.of("sample.numbers", Numbers.class);
  static final PayloadKind<Texts> TEXTS =
      PayloadKind.builder("sample.texts", Texts.class)
          .codec(ZoneId.class, ZoneId::getId, ZoneId::of)
          .build();
  static final PayloadKind<Collections> COLLECTIONS =
      PayloadKind.of("sample.collections", Collections.class);
  static final PayloadKind<Renamed> RENAMED = PayloadKind.of("sample.renamed", Renamed.class);
  static final PayloadKind<Empty> EMPTY = PayloadKind.of("sample.empty", Empty.class);

  static final EventCatalog CATALOG =
      EventCatalog.builder()
          .kinds(ShopEvent.class)
          .payload(PLACED)
          .payload(NUMBERS)
          .payload(TEXTS)
          .payload(COLLECTIONS)
          .payload(RENAMED)
          .payload(EMPTY)
          .build();

  static Placed placed() {
    Line line = new Line("sku-1", 2, Set.of(Colour.RED, Colour.GREEN));
    return new Placed(
        "o-1",
        new BigDecimal("19.90"),
        List.of(line, new Line("sku-2", -1, Set.of())),
        new Card("4242", 12),
        Map.of("a gift", line),
        Optional.of("v-1"),
        true);
  }

  static List<Numbers> numbers() {
    return List.of(
        new Numbers(
            Byte.MIN_VALUE,
            Short.MIN_VALUE,
            Integer.MIN_VALUE,
            Long.MIN_VALUE,
            BigInteger.TEN.pow(900).negate(),
            -Float.MAX_VALUE,
            -Double.MAX_VALUE,
            new BigDecimal("1E-30")),
        new Numbers(
            Byte.MAX_VALUE,
            Short.MAX_VALUE,
            Integer.MAX_VALUE,
            Long.MAX_VALUE,
            BigInteger.TEN.pow(900),
            Float.MIN_VALUE,
            Double.MIN_VALUE,
            new BigDecimal("-1.5E+10")),
        new Numbers((byte) 0, (short) 0, 0, 0, BigInteger.ZERO, 3, 3.0, new BigDecimal("0.00")),
        new Numbers((byte) 1, (short) 1, 1, 1, BigInteger.ONE, 0.1f, 1e16, BigDecimal.TEN));
  }

  static List<Texts> texts() {
    return List.of(
        new Texts(
            'ä',
            Instant.parse("2026-11-01T12:00:00Z"),
            LocalDate.of(2026, 11, 1),
            LocalTime.of(12, 0),
            LocalDateTime.of(2026, 11, 1, 12, 0),
            OffsetDateTime.parse("2026-11-01T12:00Z"),
            Duration.ZERO,
            Period.ZERO,
            new UUID(0, 0),
            URI.create("https://example.com/a?b=c#d"),
            Currency.getInstance("EUR"),
            Locale.GERMANY,
            ZoneId.of("Europe/Berlin"),
            ShopEvent.CANCELLED,
            3.0),
        new Texts(
            '"',
            Instant.parse("1969-12-31T23:59:59.000000001Z"),
            LocalDate.of(0, 1, 1),
            LocalTime.of(23, 59, 59, 1),
            LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_999),
            OffsetDateTime.parse("2026-11-01T12:00:00.5+18:00"),
            Duration.ofMillis(-90_061_500),
            Period.of(1, -2, 3),
            UUID.fromString("0190a0c8-7f3e-7c1b-8a2d-1f2e3d4c5b6a"),
            URI.create("docs/a%20b.html"),
            Currency.getInstance("XXX"),
            Locale.ROOT,
            ZoneId.of("UTC"),
            ShopEvent.PLACED,
            List.of(Map.of("a", 1L), "b", true)));
  }

  static List<Collections> collections() {
    Payment card = new Card("1", 1);
    return List.of(
        new Collections(Set.of(), Set.of(), Set.of(), List.of(), Map.of()),
        new Collections(
            Set.of(0.0, -0.0),
            Set.of(1, 2),
            Set.of(1L, 1.0, "1"),
            List.of(List.of(card, new Transfer("DE1")), List.of(), List.of(card)),
            Map.of("a", Map.of("b", 1), "-", Map.of())));
  }
}
