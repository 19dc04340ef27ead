package io.tidings.event.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.tidings.event.testkit.internal.LogCapture;
import io.tidings.event.webhooks.internal.dispatch.DispatchLimits;
import io.tidings.event.webhooks.internal.dispatch.DispatchLoop;
import io.tidings.event.webhooks.internal.tables.SubscriptionTable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Local failures, such as those of a vault. */
class TroubleTest extends WebhooksTest {

  private final AtomicBoolean broken = new AtomicBoolean(true);
  private Receiver receiver;

  @BeforeEach
  void open() throws Exception {
    receiver = closing(Receiver.answering(200));
  }

  /** Seals into names; while it is broken it opens nothing. */
  private SecretVault vault(Throwable failure) {
    return new SecretVault() {
      @Override
      public String seal(String subscriptionId, String secret) {
        return "name-of-" + secret;
      }

      @Override
      public String open(String subscriptionId, String sealed) {
        if (broken.get()) {
          raise(failure);
        }
        return sealed.substring("name-of-".length());
      }
    };
  }

  private static void raise(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException(failure);
  }

  private void assertHeldUp(Throwable failure) {
    WebhookStore store = WebhookStore.in(trail(), vault(failure));
    WebhookSubscription made = subscribe(store, SubscriptionSpec.to(receiver.url()));
    Turns turns = turns(store, new DispatchLimits(4, 64, 2));
    for (int i = 0; i < 10; i++) {
      trail().append(fetched());
    }
    for (int i = 0; i < 100; i++) {
      turns.settle();
      clock.advance(Duration.ofSeconds(30));
    }
    assertThat(receiver.requests()).isEmpty();
    assertThat(pending(store)).isEqualTo(10);
    assertThat(deliveries(store, made)).isEmpty();
    assertThat(store.list(PROJECT).get(0).isPaused()).isFalse();
    broken.set(false);
    for (int i = 0; i < 10; i++) {
      clock.advance(Duration.ofMinutes(2));
      turns.settle();
    }

    assertThat(deliveries(store, made)).hasSize(10).allMatch(done -> done.attempts() == 1);
    assertThat(receiver.requests()).hasSize(10);
  }

  @Test
  void vault_exception_counts_no_attempt_and_pauses_nothing() {
    assertHeldUp(new IllegalStateException("the vault is sealed"));
  }

  @Test
  void vault_error_neither_ends_the_dispatcher_nor_leaks_a_slot() {
    try (LogCapture log = LogCapture.of(WebhookDispatcher.class)) {
      assertHeldUp(new NoClassDefFoundError("vault"));
      assertThat(log.messages(Level.ERROR)).isNotEmpty();
    }
  }

  @Test
  void an_attempt_that_cannot_be_begun_is_begun_later() {
    broken.set(false);
    WebhookStore store = WebhookStore.in(trail(), vault(new AssertionError()));
    WebhookSubscription made = subscribe(store, SubscriptionSpec.to(receiver.url()));
    AtomicBoolean full = new AtomicBoolean(true);
    DispatchLoop loop =
        loop(
            store,
            task -> {
              if (full.get()) {
                throw new RejectedExecutionException("no thread");
              }
              task.run();
            },
            new DispatchLimits(1, 1, 10));
    Turns turns = new Turns(trail(), loop);
    trail().append(fetched());
    assertThatThrownBy(turns::settle).isInstanceOf(RejectedExecutionException.class);
    assertThat(loop.isOpen()).isFalse();
    full.set(false);
    loop.nudgeAll();
    turns.settle();

    assertThat(deliveries(store, made)).hasSize(1);
  }

  @Test
  void a_secret_that_does_not_open_waits_for_another() {
    broken.set(false);
    WebhookStore store = openStore();
    WebhookSubscription made = subscribe(store, SubscriptionSpec.to(receiver.url()));
    Turns turns = turns(store);
    change(store, c -> SubscriptionTable.setSecret(c, made.id(), "v1:AAAA", clock.instant()));
    trail().append(fetched());
    turns.settle();
    assertThat(receiver.requests()).isEmpty();
    assertThat(pending(store)).isOne();
    assertThatThrownBy(() -> store.rotateSecret(PROJECT, made.id(), null))
        .isInstanceOf(WebhookException.class)
        .hasMessageContaining("revoke it");
    store.revokeSecret(PROJECT, made.id());
    store.rotateSecret(PROJECT, made.id(), null);
    clock.advance(Duration.ofMinutes(2));
    turns.settle();

    assertThat(deliveries(store, made).get(0).success()).isTrue();
  }

  @Test
  void what_is_shown_of_a_subscription_has_nothing_in_it_that_may_be_secret() {
    WebhookStore store = openStore();
    WebhookSubscription made =
        subscribe(
            store,
            SubscriptionSpec.to("https://hooks.example/a?key=query-secret")
                .withHeaders(Map.of("X-Api-Key", "header-secret")));
    @Nullable WebhookSubscription found = store.find(PROJECT, made.id());

    assertThat(String.valueOf(found))
        .contains("https://hooks.example/a?", "X-Api-Key")
        .doesNotContain("query-secret", "header-secret");
    assertThat(made.spec().displayUrl()).isEqualTo("https://hooks.example/a?…");
  }
}
