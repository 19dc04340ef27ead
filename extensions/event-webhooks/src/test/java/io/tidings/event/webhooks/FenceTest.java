package io.tidings.event.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.EventType;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.webhooks.internal.dispatch.DispatchLimits;
import io.tidings.event.webhooks.internal.dispatch.DispatchLoop;
import io.tidings.event.webhooks.internal.tables.Sql;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Outcomes of attempts whose dispatcher or subscription has changed meanwhile. The first dispatcher
 * holds its attempts until the test runs them, as a stopped process does, and records an outcome in
 * its next turn.
 */
class FenceTest extends EveryDatabaseTest {

  private static final DispatchLimits PAUSE_AT_ONCE = new DispatchLimits(4, 64, 1);

  private final Deque<Runnable> held = new ArrayDeque<>();
  private final AtomicBoolean vaultFails = new AtomicBoolean();
  private Receiver receiver;
  private WebhookStore store;

  @BeforeEach
  void open() throws Exception {
    receiver = closing(Receiver.answering(200));
    store = WebhookStore.in(trail(), new SwitchedVault());
  }

  /** Vault that opens nothing while the switch is on. */
  private final class SwitchedVault implements SecretVault {
    @Override
    public String seal(String subscriptionId, String secret) {
      return secret;
    }

    @Override
    public String open(String subscriptionId, String sealed) {
      if (vaultFails.get()) {
        throw new IllegalStateException("sealed");
      }
      return sealed;
    }
  }

  private WebhookSubscription subscribe() {
    return subscribe(store, SubscriptionSpec.to(receiver.url()));
  }

  /** Returns a dispatcher that has started one attempt and received this status. */
  private Turns stoppedAfter(int status, DispatchLimits limits) {
    DispatchLoop loop = loop(store, held::add, limits);
    Turns stopped = new Turns(trail(), loop);
    trail().append(fetched());
    stopped.settle();
    receiver.answer(Receiver.status(status, ""));
    held.remove().run();
    return stopped;
  }

  private long number(String sql) {
    return trail().database().read(connection -> Sql.number(connection, sql));
  }

  @Contract("WEB-14")
  @Test
  void outcome_of_a_stopped_dispatcher_replaces_none() {
    WebhookSubscription made = subscribe();
    Turns stopped = stoppedAfter(404, DispatchLimits.STANDARD);
    receiver.answer(Receiver.status(200, ""));
    turns(store).settle();
    assertThat(deliveries(store, made)).singleElement().matches(WebhookDelivery::success);
    stopped.turn();

    assertThat(receiver.requests()).hasSize(2);
    assertThat(deliveries(store, made))
        .singleElement()
        .satisfies(
            done -> {
              assertThat(done.success()).isTrue();
              assertThat(done.statusCode()).isEqualTo(200);
            });
  }

  @Contract("WEB-14")
  @Test
  void stopped_dispatcher_pauses_no_subscription() {
    subscribe();
    Turns stopped = stoppedAfter(404, PAUSE_AT_ONCE);
    receiver.answer(Receiver.status(200, ""));
    turns(store).settle();
    stopped.turn();

    assertThat(store.list(PROJECT)).singleElement().matches(made -> !made.isPaused());
    assertThat(number("SELECT failures FROM webhook_subscription")).isZero();
  }

  @Contract("WEB-14")
  @Test
  void stopped_dispatcher_counts_no_attempt_and_schedules_no_retry() {
    subscribe();
    Turns stopped = stoppedAfter(500, DispatchLimits.STANDARD);
    Turns active = turns(store);
    active.settle();
    clock.advance(Duration.ofMinutes(1));
    active.settle();
    long due = number("SELECT due_at FROM webhook_pending");
    stopped.turn();

    assertThat(number("SELECT attempts FROM webhook_pending")).isEqualTo(2);
    assertThat(number("SELECT due_at FROM webhook_pending")).isEqualTo(due);
  }

  @Contract("WEB-14")
  @Test
  void stopped_dispatcher_deletes_no_delivery_that_waits_for_the_vault() {
    WebhookSubscription made = subscribe();
    Turns stopped = stoppedAfter(404, DispatchLimits.STANDARD);
    vaultFails.set(true);
    Turns active = turns(store);
    active.settle();
    stopped.turn();

    assertThat(pending(store)).isOne();
    assertThat(deliveries(store, made)).isEmpty();
    vaultFails.set(false);
    receiver.answer(Receiver.status(200, ""));
    clock.advance(Duration.ofMinutes(2));
    turns(store).settle();
    assertThat(deliveries(store, made)).singleElement().matches(WebhookDelivery::success);
  }

  @Contract("WEB-14")
  @Test
  void dispatcher_that_takes_over_again_discards_its_old_attempts() {
    WebhookSubscription made = subscribe();
    Turns stopped = stoppedAfter(404, DispatchLimits.STANDARD);
    vaultFails.set(true);
    turns(store).settle();
    vaultFails.set(false);
    receiver.answer(Receiver.status(200, ""));
    clock.advance(Duration.ofMinutes(2));
    stopped.settle();
    held.remove().run();
    stopped.settle();

    assertThat(deliveries(store, made)).singleElement().matches(WebhookDelivery::success);
    assertThat(pending(store)).isZero();
  }

  @Test
  void dispatcher_that_takes_over_again_reads_the_failures_of_the_other() {
    WebhookSubscription made = subscribe();
    DispatchLimits limits = new DispatchLimits(4, 64, 2);
    Turns first = turns(store, limits);
    Turns second = turns(store, limits);
    deliver(first, 404);
    deliver(second, 200);
    deliver(first, 404);

    assertThat(deliveries(store, made)).hasSize(3);
    assertThat(store.list(PROJECT)).singleElement().matches(each -> !each.isPaused());
  }

  private void deliver(Turns turns, int status) {
    receiver.answer(Receiver.status(status, ""));
    trail().append(fetched());
    turns.settle();
  }

  /** Lets an administrator act while a request that fails is under way. */
  private void during(Runnable action) {
    receiver.answer(
        (request, socket) -> {
          action.run();
          Receiver.status(404, "").give(request, socket);
        });
    trail().append(fetched());
  }

  @Test
  void pause_during_an_attempt_keeps_its_reason() {
    WebhookSubscription made = subscribe();
    during(() -> store.pause(PROJECT, made.id()));
    turns(store, PAUSE_AT_ONCE).settle();

    assertThat(deliveries(store, made)).hasSize(1);
    assertThat(store.list(PROJECT).get(0).pauseReason()).isEqualTo("paused on request");
  }

  @Test
  void resume_during_an_attempt_restarts_the_count() {
    WebhookSubscription made = subscribe();
    Turns turns = turns(store, new DispatchLimits(4, 64, 2));
    deliver(turns, 404);
    during(() -> store.resume(PROJECT, made.id()));
    turns.settle();

    assertThat(deliveries(store, made)).hasSize(2);
    assertThat(store.list(PROJECT)).singleElement().matches(each -> !each.isPaused());
    assertThat(number("SELECT failures FROM webhook_subscription")).isOne();
  }

  @Contract({"WEB-14", "WEB-16"})
  @Test
  void event_read_again_replaces_no_outcome_and_no_pending_delivery() {
    WebhookSubscription made = subscribe();
    Turns turns = turns(store);
    trail().append(event(EventType.TRACES_FETCHED).detail("x", "y".repeat(10_000)).build());
    turns.settle();
    trail().append(event(EventType.TRACES_QUERIED).detail("x", "y".repeat(10_000)).build());
    turns.feed();
    store.update(PROJECT, made.id(), tooLong());
    turns.rewind();
    turns.settle();

    assertThat(deliveries(store, made)).hasSize(2).allMatch(WebhookDelivery::success);
  }

  private SubscriptionSpec tooLong() {
    return SubscriptionSpec.to(receiver.url())
        .withPayloadFields(Collections.nCopies(900, "$.event.attributes.x"));
  }
}
