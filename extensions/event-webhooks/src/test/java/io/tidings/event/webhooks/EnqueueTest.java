package io.tidings.event.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.store.Cursor;
import io.tidings.event.store.StoreException;
import io.tidings.event.store.StoredEvent;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.LogCapture;
import io.tidings.event.webhooks.internal.dispatch.DeliveryEnqueuer;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Enqueueing of deliveries from the trail. */
class EnqueueTest extends EveryDatabaseTest {

  private Receiver receiver;
  private WebhookStore store;
  private Turns turns;

  @BeforeEach
  void open() throws Exception {
    receiver = closing(Receiver.answering(200));
    store = openStore();
    turns = turns(store);
  }

  private WebhookSubscription subscribe() {
    return subscribe(store, SubscriptionSpec.to(receiver.url()));
  }

  private void execute(String sql) {
    change(
        store,
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
          }
        });
  }

  @Contract({"WEB-16", "WEB-17"})
  @Test
  void what_comes_again_is_delivered_once() {
    WebhookSubscription made = subscribe();
    trail().append(List.of(fetched(), fetched()));
    turns.feed();
    turns.rewind();
    turns.feed();
    assertThat(pending(store)).isEqualTo(2);
    turns.settle();
    turns.rewind();
    turns.settle();

    assertThat(receiver.requests()).hasSize(2);
    assertThat(deliveries(store, made)).hasSize(2);
    assertThat(pending(store)).isZero();
  }

  @Contract("WEB-16")
  @Test
  void a_failure_while_deliveries_are_made_leaves_nothing_by_halves_and_nothing_out()
      throws SQLException {
    subscribe();
    subscribe();
    trail().append(List.of(fetched(), fetched()));
    execute("ALTER TABLE webhook_state RENAME COLUMN value TO lost");
    assertThatThrownBy(turns::feed).isInstanceOf(StoreException.class);
    execute("ALTER TABLE webhook_state RENAME COLUMN lost TO value");
    assertThat(pending(store)).isZero();
    turns.settle();

    assertThat(receiver.requests())
        .hasSize(4)
        .extracting(Receiver.Request::deliveryId)
        .doesNotHaveDuplicates();
  }

  /** An enqueuer without subscriptions in memory flushes at the first event. */
  @Contract("WEB-16")
  @Test
  void events_of_a_failed_flush_remain_for_the_next_one() {
    subscribe();
    trail().append(List.of(fetched(), fetched()));
    List<StoredEvent> events =
        trail().list(DeliveryEnqueuer.QUERY.cursor(Cursor.after(0).limit(2)));
    DeliveryEnqueuer enqueuer = new DeliveryEnqueuer(trail().database(), ids -> {});
    execute("ALTER TABLE webhook_state RENAME COLUMN value TO lost");
    assertThatThrownBy(() -> enqueuer.handle(events.get(0))).isInstanceOf(StoreException.class);
    execute("ALTER TABLE webhook_state RENAME COLUMN lost TO value");
    enqueuer.flush();

    assertThat(pending(store)).isEqualTo(1);

    events.forEach(enqueuer::handle);
    enqueuer.flush();

    assertThat(pending(store)).isEqualTo(2);
  }

  @Contract({"WEB-16", "WEB-19"})
  @Test
  void who_subscribes_while_others_are_known_misses_nothing_that_is_stored_after_it() {
    subscribe();
    trail().append(fetched());
    turns.settle();
    WebhookSubscription late = subscribe();
    trail().append(fetched());
    turns.feed();
    assertThat(pending(store)).isEqualTo(2);
    store.remove(PROJECT, late.id());
    store.rotateSecret(PROJECT, store.list(PROJECT).get(0).id(), null);
    trail().append(fetched());
    turns.feed();

    assertThat(pending(store)).isEqualTo(2);
  }

  @Contract("WEB-19")
  @Test
  void a_change_is_seen_at_the_next_turn_also_one_by_another_process() {
    WebhookSubscription made = subscribe();
    turns.settle();
    WebhookStore elsewhere = WebhookStore.in(closing(builder().open()), vault());
    elsewhere.update(
        PROJECT, made.id(), SubscriptionSpec.to(receiver.url().replace("/hook", "/moved")));
    trail().append(fetched());
    turns.settle();
    assertThat(receiver.only().line()).contains("/moved");
    elsewhere.remove(PROJECT, made.id());
    trail().append(fetched());
    turns.settle();

    assertThat(receiver.requests()).hasSize(1);
  }

  @Test
  void unreadable_subscription_does_not_stop_others() {
    WebhookSubscription broken = subscribe();
    WebhookSubscription fine = subscribe();
    execute("UPDATE webhook_subscription SET spec = '{' WHERE id = '" + broken.id() + "'");
    execute("UPDATE webhook_state SET value = value + 1 WHERE name = 'revision'");
    trail().append(fetched());
    try (LogCapture log = LogCapture.of(WebhookStore.class)) {
      turns.settle();
      assertThat(log.warnings()).first().asString().contains(broken.id(), "cannot be read");
    }
    assertThat(deliveries(store, fine)).hasSize(1);
    assertThat(store.list(PROJECT)).containsExactly(fine);
    assertThat(store.remove(PROJECT, broken.id())).isTrue();
  }

  @Test
  void each_of_many_events_is_for_each_of_many_subscriptions() {
    for (int i = 0; i < 20; i++) {
      store.create(
          PROJECT,
          SubscriptionSpec.to("https://hooks.example").withTags(Map.of("text", "x".repeat(9_000))),
          SECRET);
    }
    for (int i = 0; i < 30; i++) {
      trail().append(fetched());
    }
    turns.feed();

    assertThat(pending(store)).isEqualTo(20 * 30);
  }
}
