package io.tidings.event.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoreException;
import io.tidings.event.testkit.contract.Contract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Subscriptions in the tables of a trail's database. */
class SubscriptionsTest extends EveryDatabaseTest {

  private static final SubscriptionSpec SPEC =
      SubscriptionSpec.to("https://hooks.example.com/a?b=c")
          .withName("releases")
          .withDescription("for the release board")
          .withTags(Map.of("team", "red"))
          .withMeta(Map.of("ticket", List.of(7L, "x")))
          .withHeaders(Map.of("X-Team", "red"))
          .withPayloadFields(Map.of("id", "$.event.event_id"))
          .withAuthMode(AuthMode.AUTHORIZATION)
          .withEventTypes(
              Set.of(WebhookEventType.TRACES_FETCHED, WebhookEventType.TESTCASES_QUERIED));

  @Contract("WEB-03")
  @Test
  void a_subscription_is_read_back_with_all_its_parts_also_after_the_process() {
    EventStore first = builder().clock(clock).open();
    WebhookSubscription made = subscribe(WebhookStore.in(first, vault()), SPEC);
    first.close();
    WebhookStore again = openStore();

    assertThat(again.find(PROJECT, made.id())).isEqualTo(made);
    assertThat(made.spec()).isEqualTo(SPEC);
    assertThat(again.list(PROJECT)).containsExactly(made);
  }

  @Test
  void what_is_another_projects_is_not_there() {
    WebhookStore store = openStore();
    WebhookSubscription made = subscribe(store, SPEC);

    assertThat(store.find("gemini", made.id())).isNull();
    assertThat(store.list("gemini")).isEmpty();
    assertThat(store.remove("gemini", made.id())).isFalse();
    assertThatThrownBy(() -> store.pause("gemini", made.id()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no such subscription");
    assertThatThrownBy(() -> store.rotateSecret("gemini", made.id(), null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(store.find(PROJECT, made.id())).isEqualTo(made);
  }

  @Test
  void a_subscription_is_changed_paused_resumed_and_removed() {
    WebhookStore store = openStore();
    WebhookSubscription made = subscribe(store, SPEC);
    clock.advance(Duration.ofSeconds(1));

    WebhookSubscription changed =
        store.update(PROJECT, made.id(), SPEC.withUrl("https://b.example").withName("other"));
    assertThat(changed.spec().url()).isEqualTo("https://b.example");
    assertThat(changed.updatedAt()).isEqualTo(made.createdAt().plusSeconds(1));
    assertThat(store.pause(PROJECT, made.id()).isPaused()).isTrue();
    assertThat(store.resume(PROJECT, made.id()).isPaused()).isFalse();
    assertThat(store.remove(PROJECT, made.id())).isTrue();
    assertThat(store.remove(PROJECT, made.id())).isFalse();
    assertThat(store.list(PROJECT)).isEmpty();
  }

  @Test
  void opening_again_keeps_the_subscriptions() {
    WebhookStore store = openStore();
    subscribe(store, SPEC);

    assertThat(openStore().list(PROJECT)).hasSize(1);
  }

  @Test
  void a_trail_that_is_only_read_shows_the_webhooks_it_has() {
    EventStore writing = trail();
    EventStore reading = closing(builder().readOnly().open());
    assertThatThrownBy(() -> WebhookStore.in(reading, vault()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("webhooks schema");
    WebhookSubscription made = subscribe(WebhookStore.in(writing, vault()), SPEC);
    WebhookStore shown = WebhookStore.in(reading, vault());

    assertThat(shown.list(PROJECT)).containsExactly(made);
    assertThatThrownBy(() -> shown.pause(PROJECT, made.id())).isInstanceOf(StoreException.class);
  }

  @Test
  void it_ends_with_its_trail() {
    WebhookStore store = openStore();
    trail().close();
    assertThatThrownBy(() -> store.list(PROJECT)).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> store.create(PROJECT, SPEC, SECRET))
        .isInstanceOf(StoreException.class);
  }
}
