package io.tidings.event.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.Retention;
import io.tidings.event.testkit.internal.LogCapture;
import io.tidings.event.webhooks.internal.dispatch.DispatchLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pause and resumption of subscriptions. */
class PauseTest extends EveryDatabaseTest {

  private Receiver receiver;
  private WebhookStore store;

  @BeforeEach
  void open() throws Exception {
    receiver = closing(Receiver.answering(200));
    store = openStore();
  }

  private WebhookSubscription subscribe() {
    return subscribe(store, SubscriptionSpec.to(receiver.url()));
  }

  private List<String> append(int count) {
    List<DomainEvent> more = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      more.add(fetched());
    }
    trail().append(more);
    return more.stream().map(DomainEvent::id).toList();
  }

  private List<String> received() {
    return receiver.requests().stream().map(each -> each.header("X-Tidings-Event-Id")).toList();
  }

  @Test
  void after_failures_in_a_row_a_subscription_is_paused_and_resumed_it_gets_what_has_waited() {
    Turns quick = turns(store, new DispatchLimits(4, 64, 3));
    WebhookSubscription made = subscribe();
    receiver.answer(Receiver.status(404, ""));
    for (int i = 0; i < 5; i++) {
      trail().append(fetched());
    }
    try (LogCapture log = LogCapture.of(WebhookDispatcher.class)) {
      quick.settle();
      assertThat(log.warnings())
          .singleElement()
          .asString()
          .contains("is paused after 3 consecutive");
    }
    int before = receiver.requests().size();
    assertThat(store.list(PROJECT).get(0).pauseReason())
        .contains("3 consecutive failed deliveries");
    trail().append(fetched());
    quick.settle();
    assertThat(receiver.requests()).hasSize(before);
    receiver.answer(Receiver.status(200, ""));
    store.resume(PROJECT, made.id());
    quick.settle();

    assertThat(deliveries(store, made)).hasSize(6);
    assertThat(deliveries(store, made).stream().filter(WebhookDelivery::success))
        .hasSize(6 - before);
    assertThat(store.list(PROJECT).get(0).isPaused()).isFalse();
  }

  @Test
  void a_success_begins_the_count_of_failures_again() {
    Turns quick = turns(store, new DispatchLimits(1, 64, 2));
    WebhookSubscription made = subscribe();
    for (int status : List.of(404, 200, 404, 200, 404)) {
      receiver.answer(Receiver.status(status, ""));
      trail().append(fetched());
      quick.settle();
    }
    assertThat(deliveries(store, made)).hasSize(5);
    assertThat(store.list(PROJECT).get(0).isPaused()).isFalse();
  }

  @Test
  void many_failures_at_once_pause_once() {
    Turns quick = turns(store, new DispatchLimits(4, 64, 1));
    subscribe();
    receiver.answer(Receiver.status(404, ""));
    append(4);
    try (LogCapture log = LogCapture.of(WebhookDispatcher.class)) {
      quick.settle();
      assertThat(log.warnings()).hasSize(1);
    }
    assertThat(store.list(PROJECT).get(0).isPaused()).isTrue();
  }

  @Test
  void what_comes_while_it_is_paused_is_in_the_trail_alone_and_made_when_it_is_resumed() {
    Turns turns = turns(store);
    WebhookSubscription made = subscribe();
    List<String> all = new ArrayList<>(append(2));
    turns.feed();
    store.pause(PROJECT, made.id());
    all.addAll(append(130));
    turns.settle();
    store.pause(PROJECT, made.id());
    all.addAll(append(3));
    turns.settle();
    assertThat(pending(store)).as("what was made before it").isEqualTo(2);
    assertThat(receiver.requests()).isEmpty();

    store.resume(PROJECT, made.id());
    all.addAll(append(2));
    turns.settle();
    assertThat(received()).containsExactlyInAnyOrderElementsOf(all);
    assertThat(pending(store)).isZero();
    all.addAll(append(1));
    turns.settle();
    assertThat(received()).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void one_that_is_paused_again_while_it_catches_up_forgets_nothing() {
    Turns turns = turns(store);
    WebhookSubscription made = subscribe();
    store.pause(PROJECT, made.id());
    List<String> all = append(150);
    turns.settle();
    store.resume(PROJECT, made.id());
    turns.turn();
    store.pause(PROJECT, made.id());
    turns.settle();
    assertThat(receiver.requests()).hasSizeLessThan(150);
    store.resume(PROJECT, made.id());
    turns.settle();

    assertThat(received()).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void events_removed_during_a_pause_are_logged_and_skipped() {
    Turns turns = turns(store);
    WebhookSubscription made = subscribe();
    append(1);
    turns.settle();
    store.pause(PROJECT, made.id());
    append(2);
    turns.settle();
    clock.advance(Duration.ofDays(2));
    new Retention(trail()).run(List.of(new Retention.Plan("daily", Duration.ofDays(1), null)));
    append(1);
    store.resume(PROJECT, made.id());
    try (LogCapture log = LogCapture.of(WebhookDispatcher.class)) {
      turns.settle();
      assertThat(log.warnings())
          .singleElement()
          .asString()
          .contains(made.id(), "between sequence numbers 1 and 3");
    }
    assertThat(deliveries(store, made)).hasSize(2);
    assertThat(trail().count(EventQuery.platform())).isEqualTo(1);
  }
}
