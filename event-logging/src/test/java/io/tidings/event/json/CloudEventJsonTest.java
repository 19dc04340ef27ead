package io.tidings.event.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventKind;
import io.tidings.event.EventLimits;
import io.tidings.event.EventType;
import io.tidings.event.json.CloudEventJson.Placement;
import io.tidings.event.logging.Samples;
import io.tidings.event.reference.CatalogWriter;
import io.tidings.event.testkit.contract.Contract;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventJsonTest {

  private static final URI SOURCE = URI.create("//orders.example/trail");
  private static final Placement PLACEMENT =
      new Placement(42, Instant.parse("2026-11-01T12:30:01Z"), "s-1");

  private final CloudEventJson json = CloudEventJson.from(SOURCE);

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static JsonObject parsed(byte[] bytes) {
    return JsonParser.parseString(text(bytes)).getAsJsonObject();
  }

  @Test
  @Contract("CEV-01")
  void form_is_stable() {
    String data = text(DomainEventJson.standard().write(Samples.full()));
    assertThat(text(json.write(Samples.full(), PLACEMENT)))
        .isEqualTo(
            "{\"specversion\":\"1.0\",\"sequence\":\"0000000000000000042\","
                + "\"id\":\"01JCEVENT\",\"source\":\"//orders.example/trail?project=apollo\","
                + "\"type\":\"plan.applied\",\"time\":\"2026-11-01T12:30:00.000250Z\","
                + "\"subject\":\"p-1\",\"correlationid\":\"01JCCORRELATION\","
                + "\"causationid\":\"01JCCAUSE\",\"traceparent\":"
                + "\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\","
                + "\"partitionkey\":\"s-1\",\"recordedtime\":\"2026-11-01T12:30:01.000000Z\","
                + "\"datacontenttype\":\"application/json\",\"data\":"
                + data
                + "}");
  }

  @Test
  @Contract("CEV-01")
  void absent_parts_have_no_attribute() {
    DomainEvent event = DomainEvent.root(EventKind.of("x")).id("e").sessionId("s").build();
    assertThat(parsed(json.write(event)).keySet())
        .containsExactly(
            "specversion",
            "id",
            "source",
            "type",
            "time",
            "subject",
            "correlationid",
            "datacontenttype",
            "data");
    assertThat(parsed(json.write(event)).get("subject").getAsString()).isEqualTo("s");
    assertThat(parsed(json.write(event)).get("source").getAsString()).isEqualTo(SOURCE.toString());
  }

  @Test
  @Contract("CEV-01")
  void trace_of_another_form_is_no_traceparent() {
    DomainEvent event = DomainEvent.root(EventKind.of("x")).traceId("t").spanId("s").build();
    assertThat(parsed(json.write(event)).has("traceparent")).isFalse();
    DomainEvent zero = event.toBuilder().traceId("0".repeat(32)).spanId("b7ad6b7169203331").build();
    assertThat(parsed(json.write(zero)).has("traceparent")).isFalse();
  }

  @Test
  @Contract("CEV-01")
  void sequence_sorts_as_text() {
    List<String> sequences = new ArrayList<>();
    for (long seq : new long[] {0, 9, 10, 1_000_000, Long.MAX_VALUE}) {
      Placement placement = new Placement(seq, Instant.EPOCH, null);
      sequences.add(parsed(json.write(Samples.full(), placement)).get("sequence").getAsString());
    }
    assertThat(sequences).isSorted().allMatch(sequence -> sequence.length() == 19);
    assertThatIllegalArgumentException().isThrownBy(() -> new Placement(-1, Instant.EPOCH, null));
  }

  @Test
  @Contract("CEV-01")
  void project_is_encoded_in_the_source() {
    DomainEvent event =
        DomainEvent.root(EventKind.of("x"))
            .scope(new io.tidings.event.EventScope(null, null, "a/b?c&d#e%20", null))
            .build();
    String source = parsed(json.write(event)).get("source").getAsString();
    assertThat(source).isEqualTo(SOURCE + "?project=a%2Fb%3Fc%26d%23e%2520");
    assertThat(URI.create(source).getRawQuery()).startsWith("project=");
    CloudEventEnvelope read = json.read(json.write(event));
    assertThat(read.origin()).isEqualTo(SOURCE.toString());
    assertThat(read.isFrom(SOURCE)).isTrue();
    assertThat(read.isFrom(URI.create("//orders.example"))).isFalse();
  }

  @Test
  @Contract("CEV-02")
  void events_are_read_back_equal_in_both_modes() {
    List<DomainEvent> events = new ArrayList<>(List.of(Samples.full()));
    for (EventType type : EventType.values()) {
      events.add(DomainEvent.of(type));
    }
    Samples.FORGERIES.forEach(
        text -> events.add(Samples.with(EventKind.of("x"), "a" + text, text + "b")));
    Object deep = 1;
    for (int i = 1; i < EventLimits.DEFAULT_MAX_DEPTH; i++) {
      deep = i % 2 == 0 ? List.of(deep) : Map.of("k", deep);
    }
    events.add(Samples.with(EventKind.of("x"), "deep", deep));
    for (DomainEvent event : events) {
      byte[] written = json.write(event, PLACEMENT);
      assertThat(text(written).lines()).hasSize(1);
      assertThat(CloudEventJson.standard().read(written).event()).isEqualTo(event);
      Map<String, String> attributes = json.attributes(event, PLACEMENT);
      assertThat(json.read(attributes, json.data(event)).event()).isEqualTo(event);
      assertThat(json.read(written).attributes()).containsAllEntriesOf(attributes);
    }
  }

  @Test
  @Contract("CEV-02")
  void data_may_precede_the_attributes_and_others_may_be_there() {
    String event = text(DomainEventJson.standard().write(Samples.full()));
    CloudEventEnvelope read =
        json.read(
            ("{\"data\":%s,\"own\":7,\"flag\":true,\"none\":null,\"source\":\"/x\","
                    + "\"specversion\":\"1.0\",\"id\":\"01JCEVENT\",\"type\":\"plan.applied\"}")
                .formatted(event)
                .getBytes(StandardCharsets.UTF_8));
    assertThat(read.event()).isEqualTo(Samples.full());
    assertThat(read.attributes())
        .containsEntry("own", "7")
        .containsEntry("flag", "true")
        .doesNotContainKey("none");
  }

  @ParameterizedTest
  @Contract("CEV-03")
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"specversion\":\"1.0\"}",
        "{\"specversion\":\"1.0\",\"id\":\"e\",\"type\":\"x\",\"source\":\"/x\"}",
        "{\"data\":{}}",
        "{\"data\":7}",
        "{\"data\":null}",
        "{\"id\":{}}",
        "{\"id\":\"a\",\"id\":\"a\"}",
        "{\"id\":\"a\"",
        "{\"data_base64\":\"e30=\"}"
      })
  void other_input_is_malformed(String input) {
    assertThatThrownBy(() -> json.read(input.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedEventException.class)
        .hasMessageMatching("(?s)(CloudEvent|event JSON) .*");
  }

  @Test
  @Contract("CEV-03")
  void attributes_must_be_those_of_the_event() {
    Map<String, String> attributes = json.attributes(Samples.full(), PLACEMENT);
    byte[] data = json.data(Samples.full());
    for (String name : List.of("specversion", "id", "type", "source")) {
      Map<String, String> changed = new HashMap<>(attributes);
      changed.remove(name);
      assertThatThrownBy(() -> json.read(changed, data))
          .isInstanceOf(MalformedEventException.class)
          .hasMessageContaining(name);
    }
    Map<String, String> other = new HashMap<>(attributes);
    other.put("id", "another");
    assertThatThrownBy(() -> json.read(other, data))
        .isInstanceOf(MalformedEventException.class)
        .hasMessageContaining("another id");
    assertThatThrownBy(() -> json.read(attributes, new byte[] {(byte) 0xff}))
        .isInstanceOf(MalformedEventException.class);
  }

  @Test
  @Contract("CEV-03")
  void damaged_input_gives_an_event_or_a_malformed_event() {
    long seed = 20261101;
    Random random = new Random(seed);
    byte[] written = json.write(Samples.full(), PLACEMENT);
    for (int i = 0; i < 3_000; i++) {
      byte[] damaged = written.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      try {
        assertThat(json.read(damaged)).isNotNull();
      } catch (MalformedEventException expected) {
        assertThat(expected).hasMessageNotContaining("quoted");
      }
    }
  }

  @Test
  @Contract("CEV-01")
  void kinds_of_a_catalogue_have_a_schema() {
    URI place = URI.create("https://orders.example/events.schema.json");
    EventKind odd = EventKind.of("order/placed");
    EventCatalog catalog = EventCatalog.builder().kind(odd).build();
    CloudEventJson withSchema = json.withCatalog(catalog, place);
    JsonObject definitions =
        JsonParser.parseString(CatalogWriter.of(catalog, "t", "1").jsonSchema())
            .getAsJsonObject()
            .getAsJsonObject("$defs");
    for (EventKind kind : List.of(odd, EventType.PLAN_APPLIED)) {
      String schema =
          parsed(withSchema.write(DomainEvent.of(kind))).get("dataschema").getAsString();
      assertThat(schema).startsWith(place + "#/$defs/");
      String name = schema.substring(schema.lastIndexOf('/') + 1);
      assertThat(definitions.getAsJsonObject(name).get("title").getAsString()).isEqualTo(kind.id());
    }
    assertThat(parsed(withSchema.write(DomainEvent.of(EventKind.of("y")))).has("dataschema"))
        .isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> json.withCatalog(catalog, URI.create("schema.json")));
  }

  @Test
  @Contract("CEV-02")
  void catalogue_and_limits_apply_to_reading() {
    EventCatalog catalog = EventCatalog.builder().kind(Samples.full().kind()).build();
    assertThat(json.withCatalog(catalog).read(json.write(Samples.full())).event().kind())
        .isSameAs(EventType.PLAN_APPLIED);
    EventLimits small = EventLimits.defaults().withMaxEntries(1);
    assertThatThrownBy(() -> json.withLimits(small).read(json.write(Samples.full())))
        .isInstanceOf(MalformedEventException.class);
  }

  @ParameterizedTest
  @Contract("CEV-01")
  @ValueSource(strings = {"", "/trail?x=1", "/trail#a"})
  void source_has_neither_query_nor_fragment(String source) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CloudEventJson.from(URI.create(source)))
        .withMessageContaining("source");
  }
}
