package io.tidings.event.reference;

import static io.tidings.event.reference.Documents.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import io.tidings.event.EventCatalog;
import io.tidings.event.testkit.contract.Contract;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Contract("REF-04")
class AsyncApiDocumentTest {

  private static final URI ID = URI.create("http://asyncapi.com/definitions/3.0.0/asyncapi.json");
  private static final Validator VALIDATOR = published();

  private final String document = Documents.writer().withAddress("orders/{tenant}").asyncApi();

  private static Validator published() {
    Validator validator = new ValidatorFactory().createValidator();
    validator.registerSchema(ID, Documents.resource("asyncapi-3.0.0.json"));
    return validator;
  }

  @Test
  void document_conforms_to_the_published_schema() {
    assertThat(VALIDATOR.validate(ID, document).getErrors()).isEmpty();
    assertThat(
            VALIDATOR
                .validate(ID, CatalogWriter.of(EventCatalog.standard(), "Events", "1").asyncApi())
                .getErrors())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/info",
        "/channels/events/messages/order.placed",
        "/operations/send",
        "/components/messages/order.placed",
        "/components/schemas/order.placed"
      })
  void document_with_an_ill_formed_part_does_not_conform(String pointer) {
    ObjectNode tree = (ObjectNode) tree(document);
    int slash = pointer.lastIndexOf('/');
    ((ObjectNode) tree.at(pointer.substring(0, slash))).put(pointer.substring(slash + 1), 1);

    assertThat(VALIDATOR.validate(ID, tree.toString()).isValid()).isFalse();
  }

  @Test
  void document_has_the_title_version_and_address() {
    JsonNode tree = tree(document);

    assertThat(tree.at("/info/title").textValue()).isEqualTo("Shop");
    assertThat(tree.at("/info/version").textValue()).isEqualTo("1.4.0");
    assertThat(tree.at("/channels/events/address").textValue()).isEqualTo("orders/{tenant}");
    assertThat(tree.at("/channels/events/parameters").fieldNames())
        .toIterable()
        .containsExactly("tenant");
    assertThat(tree(Documents.writer().asyncApi()).at("/channels/events").has("parameters"))
        .isFalse();
  }

  @Test
  void every_kind_is_a_message_of_the_channel() {
    JsonNode tree = tree(document);
    JsonNode messages = tree.at("/components/messages");

    assertThat(messages).hasSize(Shop.CATALOG.describe().size());
    assertThat(tree.at("/channels/events/messages")).hasSize(messages.size());
    assertThat(messages.at("/order.placed/name").textValue()).isEqualTo("order.placed");
    assertThat(messages.at("/order.placed/summary").textValue())
        .isEqualTo("A customer placed an order.");
    assertThat(tree.at(target(messages.at("/order.placed/payload"))).at("/title").textValue())
        .isEqualTo("order.placed");
  }

  private static String target(JsonNode reference) {
    return reference.get("$ref").textValue().substring(1);
  }

  @Test
  void every_reference_has_a_target() {
    JsonNode tree = tree(document);
    List<String> references = new ArrayList<>();
    tree.findValuesAsText("$ref", references);

    assertThat(references).hasSizeGreaterThan(3 * 75);
    assertThat(references)
        .allMatch(reference -> tree.at(reference.substring(1)).isObject(), "has a target");
  }

  @Test
  void schemas_are_those_of_the_json_schema() {
    String schemas = tree(document).at("/components/schemas").toString();

    assertThat(tree(schemas.replace("#/components/schemas/", "#/$defs/")))
        .isEqualTo(tree(Documents.writer().jsonSchema()).get("$defs"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a{", "a}", "{}", "{a b}", "{a{b}}"})
  void address_with_a_stray_brace_is_rejected(String address) {
    CatalogWriter writer = Documents.writer();

    assertThatThrownBy(() -> writer.withAddress(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + address + "'")
        .hasMessageContaining("{tenant}");
  }
}
