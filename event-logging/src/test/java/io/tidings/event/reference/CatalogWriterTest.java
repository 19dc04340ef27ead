package io.tidings.event.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.Description;
import io.tidings.event.EventCatalog;
import io.tidings.event.PayloadKind;
import io.tidings.event.testkit.contract.Contract;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

@Contract("REF-01")
class CatalogWriterTest {

  record Shipped(@Description("The \"carrier\".\nOr null.") String carrier, int parcels) {}

  private static CatalogWriter writer() {
    EventCatalog catalog =
        EventCatalog.builder().payload(PayloadKind.of("order.shipped", Shipped.class)).build();
    return CatalogWriter.of(catalog, "Orders", "1.4.0").withCategories(Set.of("order"));
  }

  private static List<String> documents(CatalogWriter writer) {
    return List.of(writer.markdown(), writer.jsonSchema(), writer.asyncApi());
  }

  @Test
  void schema_has_these_bytes() {
    String schema = writer().jsonSchema();

    assertThat(schema)
        .startsWith(
            """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "Orders",
              "description": "Events as they are written before redaction. Version 1.4.0.",
              "oneOf": [
                {
                  "$ref": "#/$defs/order.shipped"
                }
              ],
            """)
        .endsWith(
            """
                "order.shipped": {
                  "title": "order.shipped",
                  "type": "object",
                  "allOf": [
                    {
                      "$ref": "#/$defs/event"
                    }
                  ],
                  "properties": {
                    "event_type": {
                      "const": "order.shipped"
                    },
                    "details": {
                      "title": "Shipped",
                      "type": "object",
                      "properties": {
                        "carrier": {
                          "type": "string",
                          "description": "The \\"carrier\\".\\nOr null."
                        },
                        "parcels": {
                          "type": "integer",
                          "minimum": -2147483648,
                          "maximum": 2147483647
                        }
                      },
                      "required": [
                        "parcels"
                      ]
                    }
                  },
                  "required": [
                    "details"
                  ]
                }
              }
            }
            """);
  }

  @Test
  void page_has_these_bytes() {
    assertThat(writer().markdown())
        .startsWith(
            """
            # Orders

            Version 1.4.0, 1 kind of event in 1 category. Each is described as it is written before redaction.

            ## Every event

            | field | type | required | description |
            | --- | --- | --- | --- |
            | `event_id` | id | yes | The event's own id. |
            """)
        .endsWith(
            """

            ## `order`

            ### `order.shipped`

            Payload `io.tidings.event.reference.CatalogWriterTest.Shipped`

            | detail | type | required | description | former names |
            | --- | --- | --- | --- | --- |
            | `carrier` | text |  | The "carrier". Or null. |  |
            | `parcels` | integer of 32 bits | yes |  |  |
            """);
  }

  @Test
  void documents_are_the_same_in_every_locale() {
    List<String> expected = documents(writer());
    Locale before = Locale.getDefault();
    try {
      for (String tag : List.of("tr-TR", "ar-EG", "th-TH-u-ca-buddhist-nu-thai")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        assertThat(documents(writer())).isEqualTo(expected);
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void document_ends_with_one_line_feed() {
    assertThat(documents(writer()))
        .allSatisfy(
            document ->
                assertThat(document).endsWith("\n").doesNotEndWith("\n\n").doesNotContain("\r"));
  }

  @Test
  void category_without_a_kind_is_rejected_with_the_nearest_one() {
    CatalogWriter writer = CatalogWriter.of(Shop.CATALOG, "Shop", "1");

    assertThatThrownBy(() -> writer.withCategories(Set.of("ordr")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("category 'ordr' has no kind in the catalogue; did you mean")
        .hasMessageContaining("\"order\"? The categories are: actor, ");
    assertThatThrownBy(() -> writer.withCategories(Set.of("nothing-like-it")))
        .hasMessageContaining("in the catalogue. The categories are");
    assertThatThrownBy(() -> writer.withCategories(Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("categories must not be empty; name at least one");
  }

  @Test
  void blank_text_is_rejected() {
    for (Runnable call :
        List.<Runnable>of(
            () -> CatalogWriter.of(Shop.CATALOG, " ", "1"),
            () -> CatalogWriter.of(Shop.CATALOG, "Shop", ""),
            () -> writer().withAddress("\n"))) {
      assertThatThrownBy(call::run)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageEndingWith(" must not be blank");
    }
  }

  @Test
  void address_is_events_by_default() {
    assertThat(writer().asyncApi())
        .contains("\"address\": \"events\"")
        .isEqualTo(writer().withAddress(CatalogWriter.DEFAULT_ADDRESS).asyncApi());
  }
}
