package io.tidings.event.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.EventType;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.Retention;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.LogCapture;
import io.tidings.event.webhooks.internal.dispatch.Attempt;
import io.tidings.event.webhooks.internal.dispatch.DeliverySender;
import io.tidings.event.webhooks.internal.http.NameResolver;
import io.tidings.event.webhooks.internal.tables.PendingDelivery;
import io.tidings.event.webhooks.internal.tables.Sql;
import io.tidings.event.webhooks.internal.tables.SubscriptionTable;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The dispatcher with its threads, the system clock and TLS. */
class DispatcherTest extends WebhooksTest {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  private EventStore trail;

  @BeforeEach
  void open() {
    trail = closing(builder().open());
  }

  private WebhookStore store() {
    return WebhookStore.in(trail, vault());
  }

  private WebhookDispatcher.Builder dispatcher(WebhookStore store) {
    return WebhookDispatcher.builder(store).policy(HERE);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    for (long end = System.nanoTime() + PATIENCE; !condition.getAsBoolean(); ) {
      assertThat(System.nanoTime()).as("within a minute").isLessThan(end);
      assertThat(never.await(5, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  @Test
  void what_is_stored_is_delivered_while_it_runs_and_what_waits_after_it_runs_again()
      throws Exception {
    WebhookStore store = store();
    Receiver receiver = closing(Receiver.answering(200));
    WebhookSubscription made = subscribe(store, SubscriptionSpec.to(receiver.url()));
    try (WebhookDispatcher first = dispatcher(store).start()) {
      trail.append(List.of(fetched(), fetched()));
      await(() -> deliveries(store, made).size() == 2);
    }
    trail.append(fetched());
    assertThat(receiver.requests()).hasSize(2);
    try (WebhookDispatcher second = dispatcher(store).start()) {
      await(() -> deliveries(store, made).size() == 3);
    }
    assertThat(receiver.requests())
        .extracting(Receiver.Request::deliveryId)
        .doesNotHaveDuplicates();
  }

  @Contract("WEB-21")
  @Test
  void recorded_outcomes_reach_the_receiver_once_though_it_throws() throws Exception {
    WebhookStore store = store();
    Receiver accepting = closing(Receiver.answering(200));
    Receiver refusing = closing(Receiver.answering(400));
    WebhookSubscription good = subscribe(store, SubscriptionSpec.to(accepting.url()));
    WebhookSubscription bad = subscribe(store, SubscriptionSpec.to(refusing.url()));
    List<WebhookDelivery> outcomes = new CopyOnWriteArrayList<>();
    try (LogCapture log = LogCapture.of(WebhookDispatcher.class);
        WebhookDispatcher running =
            dispatcher(store)
                .outcomes(
                    outcome -> {
                      outcomes.add(outcome);
                      throw new IllegalStateException("the receiver is broken");
                    })
                .start()) {
      trail.append(List.of(fetched(), fetched()));
      await(() -> outcomes.size() == 4);

      assertThat(deliveries(store, good)).hasSize(2);
      assertThat(log.warnings()).anyMatch(line -> line.contains("Listener of webhook outcomes"));
    }
    List<WebhookDelivery> recorded = new ArrayList<>(deliveries(store, good));
    recorded.addAll(deliveries(store, bad));
    assertThat(outcomes)
        .extracting(outcome -> outcome.id() + " " + outcome.statusCode())
        .containsExactlyInAnyOrderElementsOf(
            recorded.stream().map(known -> known.id() + " " + known.statusCode()).toList());
  }

  @Test
  void of_two_dispatchers_one_delivers_and_the_other_takes_over() throws Exception {
    Receiver receiver = closing(Receiver.answering(200));
    WebhookStore store = store();
    WebhookSubscription made = subscribe(store, SubscriptionSpec.to(receiver.url()));
    WebhookDispatcher first = dispatcher(store).start();
    trail.append(fetched());
    await(() -> deliveries(store, made).size() == 1);
    EventStore other = closing(builder().open());
    try (WebhookDispatcher second = dispatcher(WebhookStore.in(other, vault())).start()) {
      trail.append(fetched());
      await(() -> deliveries(store, made).size() == 2);
      first.close();
      first.close();
      trail.append(fetched());
      await(() -> deliveries(store, made).size() == 3);
    }
    assertThat(receiver.requests()).hasSize(3);
  }

  @Test
  void events_removed_unread_are_logged_and_skipped() throws Exception {
    Receiver receiver = closing(Receiver.answering(200));
    WebhookStore store = store();
    WebhookSubscription made = subscribe(store, SubscriptionSpec.to(receiver.url()));
    trail.append(fetched());
    try (WebhookDispatcher first = dispatcher(store).start()) {
      await(() -> deliveries(store, made).size() == 1);
    }
    trail.append(List.of(fetched(), fetched()));
    new Retention(trail).run(List.of(new Retention.Plan("none", Duration.ZERO, null)));
    trail.append(fetched());
    try (LogCapture log = LogCapture.of(WebhookDispatcher.class);
        WebhookDispatcher second = dispatcher(store).start()) {
      await(() -> deliveries(store, made).size() == 2);
      assertThat(log.warnings())
          .singleElement()
          .asString()
          .contains("Events were removed")
          .containsPattern("\\b1\\b.*\\b3\\b");
    }
    assertThat(receiver.requests()).hasSize(2);
  }

  @Test
  void a_trail_that_is_closed_first_ends_its_dispatcher() throws Exception {
    WebhookStore store = store();
    try (LogCapture log = LogCapture.of(WebhookDispatcher.class);
        WebhookDispatcher dispatcher = dispatcher(store).start()) {
      trail.append(fetched());
      trail.close();
      await(() -> log.warnings().stream().anyMatch(text -> text.contains("was closed before")));
    }
  }

  @Test
  void what_is_under_way_at_the_close_is_waited_for_and_kept() throws Exception {
    WebhookStore store = store();
    CountDownLatch come = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Receiver receiver =
        closing(
            Receiver.answering(
                (request, socket) -> {
                  come.countDown();
                  awaitQuietly(go);
                  Receiver.status(200, "").give(request, socket);
                }));
    WebhookSubscription made = subscribe(store, SubscriptionSpec.to(receiver.url()));
    WebhookDispatcher dispatcher = dispatcher(store).timeout(Duration.ofSeconds(30)).start();
    trail.append(fetched());
    assertThat(come.await(60, TimeUnit.SECONDS)).isTrue();
    Thread closing = new Thread(dispatcher::close);
    closing.start();
    go.countDown();
    closing.join(60_000);

    assertThat(closing.isAlive()).isFalse();
    assertThat(deliveries(store, made)).hasSize(1);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void what_fails_for_a_while_goes_on_by_itself() throws Exception {
    WebhookStore store = store();
    Receiver receiver = closing(Receiver.answering(200));
    subscribe(store, SubscriptionSpec.to(receiver.url()));
    try (LogCapture log = LogCapture.of(WebhookDispatcher.class);
        WebhookDispatcher dispatcher = dispatcher(store).start()) {
      rename("webhook_pending", "webhook_lost");
      trail.append(fetched());
      await(() -> log.warnings().stream().anyMatch(text -> text.contains("restarting it in 1 s")));
      rename("webhook_lost", "webhook_pending");
      await(() -> receiver.requests().size() == 1);
    }
  }

  private void rename(String from, String to) {
    trail
        .database()
        .write(connection -> Sql.update(connection, "ALTER TABLE " + from + " RENAME TO " + to));
  }

  @Test
  void ten_dead_receivers_do_not_delay_990_others() throws Exception {
    WebhookStore store = store();
    CountDownLatch over = new CountDownLatch(1);
    closing(over::countDown);
    Receiver dead = closing(Receiver.answering((request, socket) -> awaitQuietly(over)));
    AtomicInteger received = new AtomicInteger();
    Receiver.Answer fine = Receiver.status(200, "");
    Receiver alive =
        closing(
            Receiver.answering(
                (request, socket) -> {
                  received.incrementAndGet();
                  fine.give(request, socket);
                }));
    List<WebhookSubscription> made = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Receiver to = i % 100 == 50 ? dead : alive;
      made.add(
          new WebhookSubscription(
              "sub-" + i,
              PROJECT,
              SubscriptionSpec.to(to.url()),
              null,
              Instant.EPOCH,
              Instant.EPOCH));
    }
    SecretVault vault = vault();
    change(
        store,
        connection -> {
          for (WebhookSubscription each : made) {
            SubscriptionTable.insert(connection, each.stored(), vault.seal(each.id(), SECRET));
          }
        });
    Duration timeout = Duration.ofMinutes(2);
    try (WebhookDispatcher dispatcher = dispatcher(store).timeout(timeout).start()) {
      trail.append(List.of(fetched(), fetched()));
      await(() -> received.get() == 990 * 2);
      // The dead receivers have neither responded nor timed out: they hold only their own threads.
      await(() -> pending(store) == 10 * 2);
      over.countDown();
    }
    assertThat(received).hasValue(990 * 2);
  }

  @Test
  void settings_out_of_range_are_refused_by_name() {
    WebhookDispatcher.Builder builder = WebhookDispatcher.builder(store());

    assertThatThrownBy(() -> builder.concurrency(0)).hasMessageContaining("concurrency must be");
    assertThatThrownBy(() -> builder.requests(5_000)).hasMessageContaining("requests must be");
    assertThatThrownBy(() -> builder.pauseAfter(0)).hasMessageContaining("pauseAfter must be");
    assertThatThrownBy(() -> builder.timeout(Duration.ZERO)).hasMessageContaining("timeout must");
  }

  @Test
  void over_tls_the_certificate_must_be_for_the_host_of_the_url() throws Exception {
    Path keys = directory.resolve("tls.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "x",
                "-dname",
                "CN=x",
                "-ext",
                "SAN=dns:hooks.example",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                keys.toString())
            .redirectErrorStream(true)
            .start();
    keytool.getInputStream().transferTo(System.out);
    assertThat(keytool.waitFor()).isZero();
    SSLContext tls = trusting(keys);
    int port = closing(Receiver.over(tls, Receiver.status(200, ""))).port();

    assertThat(attempt(tls, "https://hooks.example:" + port).error()).isNull();
    assertThat(attempt(tls, "https://other.example:" + port).error()).contains("SSLHandshake");
    assertThat(attempt(null, "https://hooks.example:" + port).error()).contains("SSLHandshake");
  }

  private Attempt attempt(@Nullable SSLContext tls, String url) {
    WebhookStore store = store();
    WebhookSubscription made = subscribe(store, SubscriptionSpec.to(url));
    NameResolver here = host -> List.of(InetAddress.getLoopbackAddress());
    try (DeliverySender sender = store.sender(HERE, here, tls, Duration.ofSeconds(30))) {
      return sender.attemptWith(
          SECRET,
          made.stored(),
          new PendingDelivery(
              "d", PROJECT, made.id(), "e", EventType.UNKNOWN.id(), "{}", 0, clock.instant()));
    }
  }

  private static SSLContext trusting(Path keys) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    char[] password = "changeit".toCharArray();
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, password);
    }
    KeyManagerFactory mine = KeyManagerFactory.getInstance("PKIX");
    mine.init(store, password);
    TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
    trusted.init(store);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(mine.getKeyManagers(), trusted.getTrustManagers(), null);
    return tls;
  }
}
