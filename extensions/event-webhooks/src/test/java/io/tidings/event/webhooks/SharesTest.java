package io.tidings.event.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.webhooks.internal.dispatch.Attempt;
import io.tidings.event.webhooks.internal.dispatch.DeliverySender;
import io.tidings.event.webhooks.internal.dispatch.DispatchLimits;
import io.tidings.event.webhooks.internal.http.NameResolver;
import io.tidings.event.webhooks.internal.tables.PendingDelivery;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A project whose receivers, names or secrets hang, next to another one. */
class SharesTest extends WebhooksTest {

  private static final String EVIL = "evil";
  private static final int ATTEMPTS = 520;

  private Receiver receiver;
  private WebhookStore store;

  @BeforeEach
  void open() throws Exception {
    receiver = closing(Receiver.answering(200));
    store = openStore();
  }

  private void append(String project) {
    trail()
        .append(
            events
                .root(EventType.TRACES_FETCHED)
                .scope(EventScope.none().withProject(project))
                .build());
  }

  @Contract("WEB-20")
  @Test
  void project_whose_attempts_hang_leaves_requests_to_others() {
    for (int i = 0; i < 10; i++) {
      store.create(EVIL, SubscriptionSpec.to(receiver.url()), SECRET);
    }
    WebhookSubscription made = subscribe(store, SubscriptionSpec.to(receiver.url()));
    Deque<Runnable> hanging = new ArrayDeque<>();
    Turns turns = new Turns(trail(), loop(store, hanging::add, new DispatchLimits(4, 8, 10)));
    append(EVIL);
    turns.settle();
    assertThat(hanging).hasSize(4);
    append(PROJECT);
    turns.settle();
    assertThat(hanging).hasSize(5);
    hanging.removeLast().run();
    turns.settle();

    assertThat(deliveries(store, made)).hasSize(1);
  }

  @Contract({"WEB-13", "WEB-20"})
  @Test
  void hanging_lookups_of_a_project_fail_no_delivery_of_another() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    Semaphore started = new Semaphore(0);
    NameResolver resolver =
        host -> {
          if (host.equals("hanging.example")) {
            started.release();
            awaitQuietly(over);
            return List.of();
          }
          return List.of(InetAddress.getLoopbackAddress());
        };
    WebhookSubscription evil =
        store.create(EVIL, SubscriptionSpec.to("https://hanging.example"), SECRET).subscription();
    WebhookSubscription neighbour =
        store.create(EVIL, SubscriptionSpec.to(receiver.url()), SECRET).subscription();
    WebhookSubscription made = subscribe(store, SubscriptionSpec.to(receiver.url()));
    DeliverySender sender = closing(store.sender(HERE, resolver, null, LONG));
    closing(over::countDown);
    for (int i = 0; i < ATTEMPTS; i++) {
      Thread thread =
          new Thread(
              () -> {
                sender.attemptWith(SECRET, evil.stored(), delivery(evil));
                started.release();
              });
      thread.setDaemon(true);
      thread.start();
    }
    started.acquire(ATTEMPTS);

    Attempt attempt = sender.attemptWith(SECRET, made.stored(), delivery(made));
    assertThat(attempt.verdict()).isEqualTo(Attempt.Verdict.DELIVERED);
    assertThat(sender.attemptWith(SECRET, neighbour.stored(), delivery(neighbour)).verdict())
        .isEqualTo(Attempt.Verdict.NOT_ATTEMPTED);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private PendingDelivery delivery(WebhookSubscription to) {
    return new PendingDelivery(
        "d", to.project(), to.id(), "e", "traces.fetched", "{}", 0, clock.instant());
  }
}
