package io.tidings.event.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.EventType;
import io.tidings.event.store.StoredEvent;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.webhooks.internal.payload.CanonicalJson;
import io.tidings.event.webhooks.internal.payload.DeliveryBody;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Content and form of a delivery's body. */
class ContentTest extends WebhooksTest {

  private static final SubscriptionSpec SPEC =
      SubscriptionSpec.to("https://hooks.example.com/secret-path")
          .withName("releases")
          .withDescription("not for others")
          .withTags(Map.of("team", "red"))
          .withMeta(Map.of("ticket", 7))
          .withHeaders(Map.of("X-Api-Key", "header-secret"));

  private String body(SubscriptionSpec spec) throws CanonicalJson.TooLongException {
    StoredEvent stored =
        new StoredEvent(
            1,
            clock.instant(),
            event(EventType.TRACES_FETCHED)
                .id("e-1")
                .actorName("Margaret")
                .sessionId("s-1")
                .detail("b", List.of(1, 2))
                .detail("a", "ä\u2028")
                .build());
    WebhookSubscription subscription =
        new WebhookSubscription("sub-1", PROJECT, spec, null, clock.instant(), clock.instant());
    return DeliveryBody.of(stored, subscription.stored().subscriber());
  }

  @Contract({"WEB-06", "WEB-08"})
  @Test
  void a_body_has_three_parts_with_what_is_allowed_and_nothing_else() throws Exception {
    assertThat(body(SPEC))
        .isEqualTo(
            "{\"event\":{\"attributes\":{\"a\":\"ä\u2028\",\"b\":[1,2]},"
                + "\"created_at\":\"2026-01-01T00:00:00.000000Z\",\"event_id\":\"e-1\","
                + "\"event_type\":\"traces.fetched\","
                + "\"timestamp\":\"2026-01-01T00:00:00.000000Z\"},"
                + "\"scope\":{\"project_id\":\"apollo\"},"
                + "\"subscription\":{\"created_at\":\"2026-01-01T00:00:00.000000Z\","
                + "\"id\":\"sub-1\",\"meta\":{\"ticket\":7},\"name\":\"releases\","
                + "\"tags\":{\"team\":\"red\"},"
                + "\"updated_at\":\"2026-01-01T00:00:00.000000Z\"}}");
  }

  @Contract("WEB-06")
  @Test
  void neither_url_nor_headers_nor_what_else_is_known_leak_even_if_selected() throws Exception {
    SubscriptionSpec asking =
        SPEC.withPayloadFields(
            Map.of(
                "all", "$",
                "url", "$.subscription.url",
                "headers", "$.subscription.headers",
                "actor", "$.event.actor_name"));

    assertThat(body(asking))
        .doesNotContain("secret-path", "header-secret", "not for others", "Margaret", "s-1")
        .contains("\"url\":null", "\"headers\":null", "\"actor\":null");
  }

  @Contract("WEB-07")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$.event.event_id | \"e-1\"",
        "$['event']['event_id'] | \"e-1\"",
        "$.event.attributes.b[1] | 2",
        "$.event.attributes.b | [1,2]",
        "$.event.attributes.b[2] | null",
        "$.event.attributes.b.x | null",
        "$.event.attributes.a[0] | null",
        "$.nowhere.at.all | null",
        "$.scope | {\"project_id\":\"apollo\"}",
        "plain text | \"plain text\"",
        "$5 off | \"$5 off\""
      })
  void a_selector_stands_for_its_place_and_every_other_text_for_itself(String text, String found)
      throws Exception {
    assertThat(body(SPEC.withPayloadFields(List.of(text, Map.of("deep", text)))))
        .isEqualTo("[" + found + ",{\"deep\":" + found + "}]");
  }

  @Contract("WEB-07")
  @Test
  void without_a_template_the_whole_context_is_sent() throws Exception {
    assertThat(body(SPEC)).isEqualTo(body(SPEC.withPayloadFields("$")));
  }

  @Contract("WEB-07")
  @ParameterizedTest
  @ValueSource(
      strings = {"$..event", "$.*", "$[*]", "$[?(1)]", "$.event[", "$['']", "$[0:9]", "$.a b"})
  void a_selector_that_is_none_is_refused_when_it_is_given(String text) {
    assertThatThrownBy(() -> SPEC.withPayloadFields(Map.of("x", List.of(text))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("payloadFields");
  }

  @Contract("WEB-07")
  @Test
  void a_template_is_nested_ten_deep_at_most() {
    assertThat(SPEC.withPayloadFields(nested(10)).payloadFields()).isNotNull();
    assertThatThrownBy(() -> SPEC.withPayloadFields(nested(11))).hasMessageContaining("10 deep");
  }

  @Test
  void a_template_made_to_grow_is_refused_or_ends_at_the_greatest_body() {
    assertThatThrownBy(() -> SPEC.withPayloadFields(Collections.nCopies(1_001, "$")))
        .hasMessageContaining("too many values");
    assertThatThrownBy(() -> SPEC.withPayloadFields("$" + ".a".repeat(33)))
        .hasMessageContaining("selector");
    assertThatThrownBy(() -> SPEC.withPayloadFields("$." + "a".repeat(1_023)))
        .hasMessageContaining("too long");
    StoredEvent large =
        new StoredEvent(
            1,
            clock.instant(),
            event(EventType.TRACES_FETCHED).detail("x", "y".repeat(60_000)).build());
    SubscriptionSpec bomb = SPEC.withPayloadFields(Collections.nCopies(999, "$"));
    WebhookSubscription subscription =
        new WebhookSubscription("sub-1", PROJECT, bomb, null, clock.instant(), clock.instant());

    assertThatThrownBy(() -> DeliveryBody.of(large, subscription.stored().subscriber()))
        .isInstanceOf(CanonicalJson.TooLongException.class);
  }

  private static Object nested(int depth) {
    Object value = "$";
    for (int i = 0; i < depth; i++) {
      value = i % 2 == 0 ? List.of(value) : Map.of("n", value);
    }
    return value;
  }

  @Test
  void value_outside_json_is_rejected() {
    assertThatThrownBy(() -> SPEC.withTags(Map.of("t", Instant.EPOCH)))
        .hasMessageContaining("tags must hold");
    assertThatThrownBy(() -> SPEC.withMeta(Map.of("t", Double.NaN)))
        .hasMessageContaining("meta must hold");
  }

  @Test
  void spec_copies_its_collections() {
    List<Object> list = new ArrayList<>(List.of(1));
    Map<String, Object> tags = new HashMap<>(Map.of("l", list));
    SubscriptionSpec spec = SPEC.withTags(tags);
    list.add(2);
    tags.clear();

    assertThat(spec.tags()).isEqualTo(Map.of("l", List.of(1L)));
  }
}
