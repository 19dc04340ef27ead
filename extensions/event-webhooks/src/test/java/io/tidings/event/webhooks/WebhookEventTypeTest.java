package io.tidings.event.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.EventKind;
import io.tidings.event.EventType;
import io.tidings.event.testkit.contract.Contract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WebhookEventTypeTest {

  private static final Pattern LISTED = Pattern.compile("(?m)^- `([a-z.]+)`$");

  @Contract("WEB-01")
  @Test
  void what_can_be_subscribed_to_are_the_platform_types_but_unknown() {
    List<EventType> platform =
        Arrays.stream(EventType.values())
            .filter(type -> type.isPlatform() && type != EventType.UNKNOWN)
            .toList();

    assertThat(WebhookEventType.values()).extracting(WebhookEventType::type).isEqualTo(platform);
    assertThat(WebhookEventType.values()).hasSize(30);
    assertThat(Arrays.stream(EventType.values()).filter(EventType::isPlatform)).hasSize(31);
  }

  @Contract("WEB-01")
  @Test
  void ids_and_names_are_those_of_the_catalogue() {
    for (WebhookEventType type : WebhookEventType.values()) {
      assertThat(type.name()).isEqualTo(type.type().name());
      assertThat(WebhookEventType.fromId(type.type().id())).isSameAs(type);
      assertThat(WebhookEventType.of(EventKind.of(type.id()))).isSameAs(type);
    }
  }

  @Contract("WEB-01")
  @Test
  void lifecycle_types_unknown_and_kinds_of_hosts_cannot_be_subscribed_to() {
    assertThat(WebhookEventType.of(EventType.PLAN_CREATED)).isNull();
    assertThat(WebhookEventType.of(EventType.UNKNOWN)).isNull();
    assertThat(WebhookEventType.of(EventKind.of("order.placed"))).isNull();
    assertThatThrownBy(() -> WebhookEventType.fromId("traces.fetchd"))
        .hasMessageContaining("did you mean \"traces.fetched\"?");
    assertThatThrownBy(() -> WebhookEventType.fromId("plan.created"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("30 subscribable types");
  }

  @Contract("WEB-02")
  @Test
  void the_documented_list_is_the_enum() throws Exception {
    String guide = Files.readString(Path.of("../../docs/guide/webhooks.md"));

    assertThat(LISTED.matcher(guide).results().map(found -> found.group(1)))
        .containsExactlyElementsOf(
            Arrays.stream(WebhookEventType.values()).map(WebhookEventType::id).toList());
  }
}
