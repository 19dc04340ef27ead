package io.tidings.event.reference;

import static io.tidings.event.reference.Documents.event;
import static io.tidings.event.reference.Documents.json;
import static io.tidings.event.reference.Documents.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.harrel.jsonschema.Validator;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.PayloadKind;
import io.tidings.event.json.internal.EventField;
import io.tidings.event.testkit.contract.Contract;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Contract("REF-03")
class SchemaDocumentTest {

  private static final String SCHEMA = Documents.writer().jsonSchema();
  private static final URI ID = URI.create("https://example.com/events");
  private static final Validator VALIDATOR = Documents.validator(ID, SCHEMA);

  private static boolean isValid(JsonNode event) {
    return VALIDATOR.validate(ID, event.toString()).isValid();
  }

  static Stream<String> events() {
    return Stream.of(
            Stream.of(event(Shop.PLACED, Shop.placed())),
            Shop.numbers().stream().map(payload -> event(Shop.NUMBERS, payload)),
            Shop.texts().stream().map(payload -> event(Shop.TEXTS, payload)),
            Shop.collections().stream().map(payload -> event(Shop.COLLECTIONS, payload)),
            Stream.of(event(Shop.RENAMED, new Shop.Renamed(1, null))),
            Stream.of(event(Shop.EMPTY, new Shop.Empty())),
            Stream.of(EventType.values()).map(type -> json(DomainEvent.of(type))),
            Stream.of(json(everyField())))
        .flatMap(events -> events);
  }

  private static DomainEvent everyField() {
    return DomainEvent.builder(EventType.PLAN_APPLIED)
        .causationId("!" + "~".repeat(127))
        .scope(new EventScope("o", "w", "p", "u"))
        .planId("p-1")
        .rootPlanId("p-0")
        .sessionId("s-1")
        .actorName("\uD83D\uDE00".repeat(128))
        .projectName("Größe")
        .detail("anything", List.of(1, Map.of("a", 1.5)))
        .build();
  }

  @Test
  void schema_conforms_to_the_meta_schema() {
    assertThat(Documents.metaErrors(SCHEMA)).isEmpty();
    assertThat(
            Documents.metaErrors(
                CatalogWriter.of(EventCatalog.standard(), "Events", "1").jsonSchema()))
        .isEmpty();
  }

  @Test
  void ill_formed_schema_does_not_conform_to_the_meta_schema() {
    ObjectNode schema = (ObjectNode) tree(SCHEMA);
    schema.withObject("/$defs/sample.numbers/properties/details/properties/tiny").put("type", 1);

    assertThat(Documents.metaErrors(schema.toString())).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("events")
  void written_event_is_valid(String event) {
    assertThat(VALIDATOR.validate(ID, event).getErrors()).as(event).isEmpty();
  }

  @Test
  void schema_of_one_kind_accepts_its_events_only() {
    URI placed = URI.create(ID + "#/$defs/order.placed");

    assertThat(VALIDATOR.validate(placed, event(Shop.PLACED, Shop.placed())).isValid()).isTrue();
    assertThat(VALIDATOR.validate(placed, event(Shop.EMPTY, new Shop.Empty())).isValid()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '`',
      value = {
        "/details/order_id 1",
        "/details/amount 19.9",
        "/details/amount \"much\"",
        "/details/lines {}",
        "/details/lines/0/sku true",
        "/details/lines/0/count \"2\"",
        "/details/lines/0/count 2.5",
        "/details/lines/0/count 2147483648",
        "/details/lines/0/colours [\"BLUE\"]",
        "/details/lines/0/colours [\"RED\",\"RED\"]",
        "/details/payment/type \"cash\"",
        "/details/payment/type \"transfer\",\"iban\":1",
        "/details/payment/month null",
        "/details/gifts []",
        "/details/gifts/x 1",
        "/details/voucher 1",
        "/details/is_paid \"true\"",
        "/details []",
        "/event_type \"order.placed2\"",
        "/event_type 1",
        "/event_id \"\"",
        "/correlation_id \"with\\u0020blank\"",
        "/timestamp \"yesterday\"",
        "/user_id 1",
        "/actor_name \"\"",
        "/trace_id 1"
      })
  void value_of_another_type_is_invalid(String pointer, String value) {
    String event = event(Shop.PLACED, Shop.placed());
    assertThat(isValid(tree(event))).isTrue();

    assertThat(isValid(changed(event, pointer, value))).isFalse();
  }

  /** Replaces or adds the value at a pointer; a comma begins further entries. */
  private static JsonNode changed(String event, String pointer, String value) {
    JsonNode tree = tree(event);
    int slash = pointer.lastIndexOf('/');
    String name = pointer.substring(slash + 1);
    ObjectNode parent = (ObjectNode) tree.at(pointer.substring(0, slash));
    parent.setAll((ObjectNode) tree("{\"" + name + "\":" + value + "}"));
    return tree;
  }

  @ParameterizedTest
  @CsvSource({
    "tiny, 128",
    "tiny, -129",
    "small, 32768",
    "whole, -2147483649",
    "large, 9223372036854775808",
    "huge, 1.5",
    "single, true",
    "real, []",
    "decimal, 1"
  })
  void number_beyond_its_type_is_invalid(String name, String value) {
    String event = event(Shop.NUMBERS, Shop.numbers().get(3));

    assertThat(isValid(changed(event, "/details/" + name, value))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "sign, ab", "instant, 2026-11-01", "date, 2026-13-01", "time, 12", "local, 2026-11-01T12:00Z",
    "offset, 2026-11-01T12:00", "duration, 1h", "period, P", "uuid, 1", "currency, Euro",
    "kind, order.lost"
  })
  void text_of_another_form_is_invalid(String name, String value) {
    String event = event(Shop.TEXTS, Shop.texts().get(0));

    assertThat(isValid(changed(event, "/details/" + name, "\"" + value + "\""))).isFalse();
    assertThat(isValid(changed(event, "/details/" + name, "1"))).isFalse();
  }

  @ParameterizedTest
  @MethodSource("requiredDetails")
  void event_without_a_required_detail_is_invalid(String event, String pointer) {
    JsonNode tree = tree(event);
    int slash = pointer.lastIndexOf('/');
    ((ObjectNode) tree.at(pointer.substring(0, slash))).remove(pointer.substring(slash + 1));

    assertThat(isValid(tree)).isFalse();
  }

  static Stream<Arguments> requiredDetails() {
    String placed = event(Shop.PLACED, Shop.placed());
    return Stream.of(
        Arguments.of(placed, "/details/is_paid"),
        Arguments.of(placed, "/details/lines/1/count"),
        Arguments.of(placed, "/details/payment/type"),
        Arguments.of(placed, "/details/payment/month"),
        Arguments.of(placed, "/details"),
        Arguments.of(placed, "/event_id"),
        Arguments.of(placed, "/event_type"),
        Arguments.of(placed, "/timestamp"),
        Arguments.of(placed, "/correlation_id"),
        Arguments.of(event(Shop.RENAMED, new Shop.Renamed(1, null)), "/details/total"));
  }

  @ParameterizedTest
  @CsvSource({"order_id", "amount", "lines", "payment", "gifts", "voucher"})
  void event_without_an_optional_detail_is_valid(String name) {
    JsonNode tree = tree(event(Shop.PLACED, Shop.placed()));
    ((ObjectNode) tree.get("details")).remove(name);

    assertThat(isValid(tree)).isTrue();
  }

  @Test
  void unknown_details_and_fields_are_valid() {
    ObjectNode tree = (ObjectNode) tree(event(Shop.PLACED, Shop.placed()));
    tree.put("region", "eu").withObject("/details").put("colour", 1);
    tree.withObject("/details/payment").put("holder", "A");

    assertThat(isValid(tree)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"sum, true", "amount, true", "total, true", "summe, false"})
  void older_event_with_a_former_name_is_valid(String name, boolean expected) {
    ObjectNode tree = (ObjectNode) tree(event(Shop.RENAMED, new Shop.Renamed(1, "n")));
    tree.withObject("/details").put(name, tree.at("/details/total").intValue());
    if (!name.equals("total")) {
      tree.withObject("/details").remove("total");
    }

    assertThat(isValid(tree)).isEqualTo(expected);
    assertThat(isValid(changed(tree.toString(), "/details/" + name, "\"1\""))).isFalse();
  }

  @Test
  void every_field_of_the_json_form_is_described() {
    List<String> written = Stream.of(EventField.values()).map(EventField::toString).toList();
    List<String> described = Stream.of(CommonField.values()).map(CommonField::toString).toList();

    assertThat(described).containsSubsequence(written);
    assertThat(
            Stream.of(CommonField.values()).filter(CommonField::isRequired).map(Object::toString))
        .containsExactlyElementsOf(
            Stream.of(EventField.values())
                .filter(EventField::isRequired)
                .map(EventField::toString)
                .toList());
    assertThat(tree(SCHEMA).at("/$defs/event/properties").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(described);
  }

  @Test
  void ids_with_other_characters_have_own_definitions() {
    EventCatalog catalog =
        EventCatalog.builder()
            .payload(PayloadKind.of("event", Shop.Renamed.class))
            .payload(PayloadKind.of("a/b~#%\"", Shop.Renamed.class))
            .payload(PayloadKind.of("a/b~#%'", Shop.Empty.class))
            .build();
    String schema = CatalogWriter.of(catalog, "Odd", "1").jsonSchema();
    Validator validator = Documents.validator(ID, schema);

    assertThat(tree(schema).get("$defs").fieldNames())
        .toIterable()
        .contains("event", "event-2", "a_b____", "a_b____-2");
    for (String id : List.of("event", "a/b~#%\"")) {
      PayloadKind<Shop.Renamed> kind = PayloadKind.of(id, Shop.Renamed.class);
      String event = event(kind, new Shop.Renamed(1, null));
      assertThat(validator.validate(ID, event).getErrors()).isEmpty();
      assertThat(validator.validate(ID, event.replace("\"total\"", "\"x\"")).isValid()).isFalse();
    }
  }
}
