package io.tidings.event.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventFactory;
import io.tidings.event.EventKind;
import io.tidings.event.EventLimits;
import io.tidings.event.EventType;
import io.tidings.event.logging.Samples;
import io.tidings.event.testkit.contract.Contract;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DomainEventJsonTest {

  private final DomainEventJson json = DomainEventJson.standard();

  private String text(DomainEvent event) {
    return new String(json.write(event), StandardCharsets.UTF_8);
  }

  @Test
  @Contract({"JSN-02", "LOG-07"})
  void the_form_is_stable() {
    assertThat(text(Samples.full().toBuilder().detail("map", null).build()))
        .isEqualTo(
            "{\"event_id\":\"01JCEVENT\",\"event_type\":\"plan.applied\","
                + "\"timestamp\":\"2026-11-01T12:30:00.000250Z\","
                + "\"correlation_id\":\"01JCCORRELATION\",\"causation_id\":\"01JCCAUSE\","
                + "\"organization_id\":\"acme\",\"workspace_id\":\"lab\","
                + "\"project_id\":\"apollo\",\"user_id\":\"ada\",\"plan_id\":\"p-1\","
                + "\"root_plan_id\":\"p-0\",\"session_id\":\"s-1\","
                + "\"actor_name\":\"Ada L\u00f6ve\",\"project_name\":\"Apollo\","
                + "\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\","
                + "\"span_id\":\"b7ad6b7169203331\","
                + "\"details\":{\"text\":\"a \\\"quoted\\\" text\",\"whole\":42,"
                + "\"huge\":-10000000000000000000000000000000000000000,\"decimal\":0.1,"
                + "\"yes\":true,\"list\":[1,\"two\",[],{}]}}");
  }

  @Test
  @Contract("JSN-02")
  void what_is_absent_is_left_out() {
    DomainEvent event =
        DomainEvent.root(EventKind.of("x"))
            .id("e")
            .timestamp(Instant.parse("0001-01-01T00:00:00Z"))
            .build();

    assertThat(text(event))
        .isEqualTo(
            "{\"event_id\":\"e\",\"event_type\":\"x\","
                + "\"timestamp\":\"0001-01-01T00:00:00.000000Z\",\"correlation_id\":\"e\"}");
    assertThat(json.writeLine(event)).endsWith('\n');
    assertThat(json.writeDetails(Map.of("a", 1L))).isEqualTo("{\"a\":1}");
  }

  @Test
  @Contract("JSN-01")
  void every_kind_comes_back() {
    for (EventType type : EventType.values()) {
      DomainEvent event = Samples.full().caused(type).build();

      assertThat(json.read(json.write(event))).isEqualTo(event);
      assertThat(json.read(text(event)).kind()).isSameAs(type);
    }
    DomainEvent own = DomainEvent.of(EventKind.of("order.placed"));
    assertThat(json.read(json.write(own))).isEqualTo(own);
    assertThat(json.read(json.write(Samples.full()))).isEqualTo(Samples.full());
  }

  enum OrderEvent implements EventKind {
    PLACED;

    @Override
    public String id() {
      return "order.placed";
    }
  }

  @Test
  @Contract("JSN-08")
  void reader_gives_the_constant_of_the_catalogue() {
    EventCatalog catalog = EventCatalog.builder().kinds(OrderEvent.class).build();
    byte[] placed = json.write(DomainEvent.of(EventKind.of("order.placed")));
    byte[] lost = json.write(DomainEvent.of(EventKind.of("order.lost")));

    assertThat(json.withCatalog(catalog).read(placed).kind()).isSameAs(OrderEvent.PLACED);
    assertThat(json.read(placed).kind()).isNotSameAs(OrderEvent.PLACED);
    assertThat(json.withCatalog(catalog).withLimits(EventLimits.defaults()).read(placed).kind())
        .isSameAs(OrderEvent.PLACED);
    assertThat(json.withCatalog(catalog).read(lost).kind().id()).isEqualTo("order.lost");
  }

  @Test
  @Contract("JSN-01")
  void every_kind_of_value_comes_back_at_its_limits() {
    List<Object> values =
        List.of(
            "",
            "text",
            true,
            false,
            0L,
            -1L,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            0.0,
            -0.0,
            1.0,
            -1.5,
            Double.MAX_VALUE,
            Double.MIN_VALUE,
            Double.MIN_NORMAL,
            2e23,
            1e22,
            BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.ONE),
            BigInteger.valueOf(Long.MIN_VALUE).subtract(BigInteger.ONE),
            BigInteger.TEN.pow(1_000).subtract(BigInteger.ONE),
            BigInteger.TEN.pow(1_000).subtract(BigInteger.ONE).negate(),
            List.of(),
            List.of(List.of(List.of())),
            Map.of(),
            Map.of("a", Map.of("b", 1.0)));
    for (Object value : values) {
      DomainEvent event = Samples.with(EventType.TOOL_INVOKED, "v", value);
      DomainEvent read = json.read(json.write(event));

      assertThat(read).isEqualTo(event);
      assertThat(read.details().get("v")).hasSameClassAs(event.details().get("v"));
    }
  }

  @Test
  @Contract("JSN-01")
  void random_doubles_and_timestamps_come_back() {
    long seed = System.nanoTime();
    System.out.println("random_doubles_and_timestamps_come_back seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      long second =
          random.nextLong(
              DomainEvent.MIN_TIMESTAMP.getEpochSecond(),
              DomainEvent.MAX_TIMESTAMP.getEpochSecond() + 1);
      Instant time = Instant.ofEpochSecond(second, random.nextInt(1_000_000) * 1_000L);
      DomainEvent event =
          Samples.with(EventType.TOOL_INVOKED, "v", Double.isFinite(value) ? value : 0.5)
              .toBuilder()
              .timestamp(time)
              .build();

      assertThat(json.read(json.write(event))).isEqualTo(event);
    }
  }

  @Test
  @Contract("JSN-02")
  void decimals_are_written_alike_by_every_java() {
    // Before Java 19 Double.toString gives 2.0E-3 and 2.2E-322 more digits than they need.
    assertThat(json.writeDetails(Map.of("v", 2e-3))).isEqualTo("{\"v\":0.002}");
    assertThat(json.writeDetails(Map.of("v", 2e23))).isEqualTo("{\"v\":2.0E23}");
    assertThat(json.writeDetails(Map.of("v", 1.0e23))).isEqualTo("{\"v\":1.0E23}");
    assertThat(json.writeDetails(Map.of("v", 2.0e-322))).isEqualTo("{\"v\":2.0E-322}");
    assertThat(json.writeDetails(Map.of("v", 8.41e21))).isEqualTo("{\"v\":8.41E21}");
    assertThat(json.writeDetails(Map.of("v", Double.MIN_VALUE))).isEqualTo("{\"v\":4.9E-324}");
  }

  @Test
  @Contract("JSN-03")
  void one_event_is_one_line_whatever_it_holds() {
    for (DomainEvent event : Samples.forged()) {
      String line = text(event);

      assertThat(line.codePoints().filter(DomainEventJsonTest::breaksLineOrLooks)).isEmpty();
      JsonObject parsed = JsonParser.parseString(line).getAsJsonObject();
      assertThat(parsed.get("event_id").getAsString()).isEqualTo(event.id());
      assertThat(parsed.has("details") ? plain(parsed.get("details")) : Map.of())
          .isEqualTo(event.details());
      assertThat(wide().read(line)).isEqualTo(event);
      assertThat(wide().read(json.write(event))).isEqualTo(event);
    }
  }

  private DomainEventJson wide() {
    return json.withLimits(
        EventLimits.defaults().withMaxStringLength(1 << 20).withMaxTotalLength(1 << 22));
  }

  private static boolean breaksLineOrLooks(int c) {
    return c < ' '
        || (c >= 0x7f && c <= 0x9f)
        || c == 0x61c
        || c == 0x200e
        || c == 0x200f
        || (c >= 0x2028 && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0xfeff
        || (c >= 0xd800 && c <= 0xdfff);
  }

  private static Object plain(JsonElement json) {
    if (json.isJsonObject()) {
      return json.getAsJsonObject().entrySet().stream()
          .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, e -> plain(e.getValue())));
    }
    return json.isJsonArray()
        ? json.getAsJsonArray().asList().stream().map(DomainEventJsonTest::plain).toList()
        : json.getAsString();
  }

  @Test
  @Contract("JSN-03")
  void a_text_is_made_fit_for_a_line() {
    assertThat(DomainEventJson.oneLine("plain \u00e9 \ud83d\ude00"))
        .isEqualTo("plain \u00e9 \ud83d\ude00");
    assertThat(DomainEventJson.oneLine("a\nb\u2028c\ud800d\udc00\u202e"))
        .isEqualTo("a\\u000Ab\\u2028c\\uD800d\\uDC00\\u202E");
    assertThat(DomainEventJson.oneLine("\ud800")).isEqualTo("\\uD800");
  }

  @Test
  @Contract("JSN-04")
  void fields_are_read_in_any_order_with_white_space() {
    DomainEvent read =
        json.read(
            " {\"details\" : {\"a\":[null,1],\"b\":null},\n"
                + "\"plan_id\":null,\"correlation_id\":\"c\","
                + "\"timestamp\":\"2026-11-01T00:00:00.000000Z\",\"event_type\":\"x\",\"event_id\":\"e\"}"
                + " ");

    assertThat(read.planId()).isNull();
    assertThat(read.details()).isEqualTo(Map.of("a", List.of(1L)));
  }

  @Test
  @Contract("JSN-04")
  void unknown_fields_are_refused_or_ignored_by_choice() {
    String line = text(Samples.full());
    String unknown = line.substring(0, line.length() - 1) + ",\"new\":{\"a\":[1,{}]},\"b\":2}";

    assertThatThrownBy(() -> json.read(unknown))
        .isInstanceOf(MalformedEventException.class)
        .hasMessageContaining("field");
    assertThat(json.ignoringUnknownFields().read(unknown)).isEqualTo(Samples.full());
  }

  @Test
  @Contract("JSN-04")
  void reader_rejects_anything_but_an_event_without_its_values() {
    String head = "{\"event_id\":\"e\",\"event_type\":\"x\",\"correlation_id\":\"c\"";
    String time = ",\"timestamp\":\"2026-11-01T00:00:00.000000Z\"";
    List<String> malformed =
        List.of(
            "",
            " ",
            "null",
            "[]",
            "\"hunter2\"",
            "hunter2",
            "{",
            "{}",
            "{\"event_id\"",
            "{hunter2",
            head + "}",
            head + time,
            head + time + "}hunter2",
            head + time + "}{}",
            head + time + ",}",
            head + time + ",\"event_id\":\"hunter2\"}",
            head + time + ",\"plan_id\":7}",
            head + time + ",\"plan_id\":\"hunter 2\"}",
            head + time + ",\"plan_id\":\"\"}",
            head + time + ",\"plan_id\":null,\"plan_id\":\"hunter2\"}",
            head + time + ",\"actor_name\":\"\\n\"}",
            head + time + ",\"trace_id\":\"hunter 2\"}",
            head + time + ",\"trace_id\":\"t\",\"trace_id\":\"hunter2\"}",
            head + time + ",\"span_id\":7}",
            head + time + ",\"details\":[]}",
            head + time + ",\"details\":\"hunter2\"}",
            head + time + ",\"details\":{\"a\":1,\"a\":2}}",
            head + time + ",\"details\":{\"a\":null,\"a\":2}}",
            head + time + ",\"details\":{\"\":1}}",
            head + time + ",\"details\":{\"a\":NaN}}",
            head + time + ",\"details\":{\"a\":1e999}}",
            head + time + ",\"details\":{\"a\":01}}",
            head + time + ",\"details\":{\"a\":'hunter2'}}",
            head + time + ",\"details\":{\"a\":\"hunter2\n\"}}",
            head + time + ",\"details\":{\"a\":hunter2}}",
            head + time + ",\"details\":{/*hunter2*/}}",
            head + time + ",\"details\":{\"a\":\"\\uD8\"}}",
            head + time + ",\"details\":{\"a\":\"\\uDXYZ\"}}",
            head + time + ",\\uD800}",
            head + time + ",\\uD800\\",
            head + ",\"timestamp\":\"2026-11-01T00:00:00Z\"}",
            head + ",\"timestamp\":\"2026-11-01T00:00:00.000000+00:00\"}",
            head + ",\"timestamp\":\"2026-02-30T00:00:00.000000Z\"}",
            head + ",\"timestamp\":\"2026-11-01T24:00:00.000000Z\"}",
            head + ",\"timestamp\":\"0000-11-01T00:00:00.000000Z\"}",
            head + ",\"timestamp\":\"\u0662026-11-01T00:00:00.00000Z\"}",
            head + ",\"timestamp\":null}",
            (head + time + "}").replace("\"x\"", "\"hunter 2\""),
            "\ufeff" + head + time + "}");
    for (String text : malformed) {
      for (Runnable read :
          List.<Runnable>of(
              () -> json.read(text), () -> json.read(text.getBytes(StandardCharsets.UTF_8)))) {
        assertThatThrownBy(read::run)
            .as(text)
            .isInstanceOf(MalformedEventException.class)
            .hasNoCause()
            .hasMessageStartingWith("event JSON ")
            .message()
            .doesNotContain("hunter");
      }
    }
    assertThatThrownBy(() -> json.read((head + time + "}").getBytes(StandardCharsets.UTF_16)))
        .isInstanceOf(MalformedEventException.class);
    assertThatThrownBy(() -> json.read(new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe}))
        .isInstanceOf(MalformedEventException.class);
  }

  @Test
  @Contract("JSN-05")
  void reader_rejects_input_beyond_a_limit() {
    EventLimits small = new EventLimits(3, 5, 10, 30);
    DomainEventJson narrow = json.withLimits(small);

    assertThat(narrow.read(details("{\"a\":[[[1]]],\"b\":\"1234567890\"}"))).isNotNull();
    for (String longest :
        List.of("1" + "0".repeat(999), "0." + "1".repeat(999), "1." + "1".repeat(999))) {
      assertThat(json.read(details("{\"a\":" + longest + ",\"b\":-" + longest + "}"))).isNotNull();
    }
    for (String beyond :
        List.of(
            "{\"a\":[[[[1]]]]}",
            "{\"a\":[1,2,3,4,5]}",
            "{\"a\":\"12345678901\"}",
            "{\"12345678901\":1}",
            "{\"a\":\"1234567890\",\"b\":\"1234567890\",\"c\":\"1234567890\"}",
            "{\"a\":1" + "0".repeat(1_000) + "}",
            "{\"a\":-1" + "0".repeat(1_000) + "}",
            "{\"a\":0." + "1".repeat(1_001) + "}",
            "{\"a\":-0." + "1".repeat(1_001) + "}",
            "{\"a\":1." + "1".repeat(1_000) + "}",
            "[".repeat(100_000))) {
      assertThatThrownBy(() -> narrow.read(details(beyond)), "%.9s", beyond)
          .isInstanceOf(MalformedEventException.class);
    }
    assertThatThrownBy(
            () -> json.ignoringUnknownFields().read("{\"unknown\":" + "[".repeat(100_000)))
        .isInstanceOf(MalformedEventException.class);
  }

  private static String details(String details) {
    return "{\"event_id\":\"e\",\"event_type\":\"x\",\"correlation_id\":\"c\","
        + "\"timestamp\":\"2026-11-01T00:00:00.000000Z\",\"details\":"
        + details
        + "}";
  }

  @Test
  @Contract("JSN-01")
  void the_greatest_depth_and_length_can_be_written_and_read() {
    EventLimits widest = new EventLimits(EventLimits.GREATEST_DEPTH, 100_000, 1 << 22, 1 << 23);
    Object deep = "x";
    for (int i = 0; i < EventLimits.GREATEST_DEPTH; i++) {
      deep = i % 2 == 0 ? List.of(deep) : Map.of("k", deep);
    }
    DomainEvent event =
        EventFactory.standard()
            .withLimits(widest)
            .root(EventType.TOOL_INVOKED)
            .detail("deep", deep)
            .detail("long", "\u00e9".repeat(1 << 20))
            .detail("many", IntStream.range(0, 50_000).boxed().toList())
            .build();

    assertThat(json.withLimits(widest).read(json.write(event))).isEqualTo(event);
  }

  @Test
  @Contract("JSN-01")
  void details_read_back_equal_and_immutable() {
    Map<String, Object> details = Samples.full().details();

    Map<String, Object> read = json.readDetails(json.writeDetails(details));

    assertThat(read).isEqualTo(details);
    assertThat(List.copyOf(read.keySet())).isEqualTo(List.copyOf(details.keySet()));
    assertThatThrownBy(() -> read.put("k", "v")).isInstanceOf(UnsupportedOperationException.class);
    assertThat(json.readDetails("{\"a\":null,\"b\":[null,1]}"))
        .containsExactly(Map.entry("b", List.of(1L)));
  }

  @Test
  @Contract({"JSN-04", "JSN-05"})
  void readDetails_rejects_anything_but_one_object() {
    DomainEventJson narrow = json.withLimits(new EventLimits(3, 5, 10, 30));
    for (String malformed :
        List.of(
            "",
            "null",
            "[]",
            "7",
            "{",
            "{\"hunter\":1",
            "{} {}",
            "{},\"plan_id\":\"hunter\"",
            "{}}",
            "{\"a\":1,\"a\":2}",
            "{\"\":\"hunter\"}",
            "{\"a\":[[[[1]]]]}",
            "{\"a\":[1,2,3,4,5]}",
            "{\"a\":\"hunter678901\"}")) {
      assertThatThrownBy(() -> narrow.readDetails(malformed))
          .as(malformed)
          .isInstanceOf(MalformedEventException.class)
          .hasNoCause()
          .hasMessageStartingWith("details JSON ")
          .message()
          .doesNotContain("hunter");
    }
  }
}
