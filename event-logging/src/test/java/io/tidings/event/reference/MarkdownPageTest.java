package io.tidings.event.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.Description;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventType;
import io.tidings.event.Formerly;
import io.tidings.event.PayloadKind;
import io.tidings.event.testkit.contract.Contract;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@Contract("REF-02")
class MarkdownPageTest {

  private static final String HOSTILE =
      "# a|b `c` *d* _e_ <b>f</b> [g](h) &amp; \\| \\ ~~i~~ $j$ 1. k - l + m \u202Eevil\u0007";
  private static final String SHOWN =
      "# a|b `c` *d* _e_ <b>f</b> [g](h) &amp; \\| \\ ~~i~~ $j$ 1. k - l + m \\u202Eevil\\u0007";

  private static RenderedPage page(EventCatalog catalog, String... categories) {
    return RenderedPage.of(
        CatalogWriter.of(catalog, "Shop", "1.4.0").withCategories(Set.of(categories)).markdown());
  }

  @Test
  void page_has_every_kind_below_its_category() {
    RenderedPage page = RenderedPage.of(CatalogWriter.of(Shop.CATALOG, "Shop", "1.4.0").markdown());

    assertThat(page.headings())
        .startsWith("1 Shop", "2 Every event", "2 plan", "3 plan.created")
        .containsSubsequence(
            "2 order", "3 order.placed", "3 order.cancelled", "2 sample", "3 sample.numbers")
        .hasSize(1 + 1 + 22 + Shop.CATALOG.describe().size());
    assertThat(page.paragraphs("Shop"))
        .containsExactly(
            "Version 1.4.0, 76 kinds of events in 22 categories. Each is described as it is written"
                + " before redaction.");
    assertThat(page.table("Every event")).hasSize(CommonField.values().length);
  }

  @Test
  void kind_has_its_description_payload_and_details() {
    RenderedPage page = page(Shop.CATALOG, "order");

    assertThat(page.paragraphs("order.placed"))
        .containsExactly(
            "A customer placed an order.", "Payload io.tidings.event.reference.Shop.Placed");
    assertThat(page.table("order.placed"))
        .containsExactly(
            List.of("order_id", "text", "", "", "id"),
            List.of("amount", "decimal number as text", "", "", ""),
            List.of("lines", "list of Line", "", "The lines, in the order of the basket.", ""),
            List.of("lines[].sku", "text", "", "The article.", ""),
            List.of("lines[].count", "integer of 32 bits", "yes", "", ""),
            List.of("lines[].colours", "set of one of RED, GREEN", "", "", ""),
            List.of("payment", "map whose type is one of card, transfer", "", "", ""),
            List.of("payment(card).number", "text", "", "The last four digits.", ""),
            List.of("payment(card).month", "integer of 32 bits", "yes", "", ""),
            List.of("payment(transfer).iban", "text", "", "", ""),
            List.of("gifts", "map of Line", "", "", ""),
            List.of("gifts.*.sku", "text", "", "The article.", ""),
            List.of("gifts.*.count", "integer of 32 bits", "yes", "", ""),
            List.of("gifts.*.colours", "set of one of RED, GREEN", "", "", ""),
            List.of("voucher", "text", "", "", ""),
            List.of("is_paid", "boolean", "yes", "", ""));
    assertThat(page.paragraphs("order.cancelled")).containsExactly("Any details.");
    assertThat(page(Shop.CATALOG, "sample").paragraphs("sample.empty"))
        .containsExactly("Payload io.tidings.event.reference.Shop.Empty", "No details.");
  }

  @Test
  void type_of_every_form_is_named() {
    RenderedPage page = page(Shop.CATALOG, "sample");

    assertThat(page.table("sample.texts"))
        .extracting(row -> row.get(1))
        .contains("text of a ZoneId", "any value", "one of order.placed, order.cancelled");
    assertThat(page.table("sample.collections"))
        .extracting(row -> row.get(0) + ": " + row.get(1))
        .contains(
            "anything: set of any value",
            "plans: list of list of map whose type is one of card, transfer",
            "plans[][](card).number: text",
            "counts: map of map of integer of 32 bits");
    assertThat(page.table("sample.renamed").get(0))
        .containsExactly("total", "integer of 32 bits", "yes", "", "sum, amount");
  }

  @Description(HOSTILE)
  record Hostile(
      @Description(HOSTILE) @Formerly({HOSTILE, "a\nb", "```", "a  b"}) String plain,
      @Description("two\n\n# lines\n- x") String lines) {}

  @Test
  void text_of_the_host_is_displayed_literally() {
    EventCatalog catalog =
        EventCatalog.builder().payload(PayloadKind.of("x`|<i>.y\\|z", Hostile.class)).build();
    String markdown =
        CatalogWriter.of(catalog, HOSTILE, HOSTILE).withCategories(Set.of("x`|<i>")).markdown();
    RenderedPage page = RenderedPage.of(markdown);

    assertThat(page.headings())
        .containsExactly("1 " + SHOWN, "2 Every event", "2 x`|<i>", "3 x`|<i>.y\\|z");
    assertThat(page.paragraphs("x`|<i>.y\\|z"))
        .containsExactly(SHOWN, "Payload io.tidings.event.reference.MarkdownPageTest.Hostile");
    assertThat(page.table("x`|<i>.y\\|z"))
        .containsExactly(
            List.of("plain", "text", "", SHOWN, SHOWN + ", a\\u000Ab, ```, a  b"),
            List.of("lines", "text", "", "two # lines - x", ""));
    assertThat(page.html()).doesNotContain("<b>", "<em>", "<a ", "<i>", "<li>");
  }

  @Test
  void line_of_prose_has_at_most_120_characters_and_one_meaning() {
    String text = "a very long text with 1. numbers, - dashes and # signs ".repeat(20).strip();
    String wrapped = MarkdownText.wrapped(MarkdownText.prose(text));

    assertThat(wrapped.lines()).hasSizeGreaterThan(5).allMatch(line -> line.length() <= 120);
    assertThat(RenderedPage.of("# h\n\n" + wrapped).paragraphs("h")).containsExactly(text);
  }

  @Test
  void types_of_the_catalogue_keep_their_order() {
    RenderedPage page =
        RenderedPage.of(CatalogWriter.of(EventCatalog.standard(), "Events", "1").markdown());

    assertThat(page.headings().stream().filter(heading -> heading.startsWith("3 ")))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(EventType.values()).map(type -> "3 " + type.id()).toList())
        .startsWith("3 plan.created");
  }
}
