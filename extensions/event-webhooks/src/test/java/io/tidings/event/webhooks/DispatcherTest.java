package io.tidings.event.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.EventType;
import io.tidings.event.store.EventStore;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The dispatcher as a host has it: threads, the system's clock, TLS. */
class DispatcherTest extends WebhooksTest {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  private EventStore openTrailNow() {
    return closing(EventStore.open(directory.resolve("trail.db")));
  }

  private WebhookStore openStoreNow() {
    return closing(WebhookStore.open(file(), vault()));
  }

  private WebhookDispatcherBuilder dispatcher(EventStore trail, WebhookStore store) {
    return WebhookDispatcher.builder(trail, store)
        .policy(HERE)
        .timeout(SHORT)
        .pollInterval(Duration.ofMillis(5));
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
    EventStore trail = openTrailNow();
    WebhookStore store = openStoreNow();
    Receiver receiver = closing(Receiver.answering(200));
    WebhookSubscription made = subscribe(store, SubscriptionSpec.to(receiver.url()));
    try (WebhookDispatcher first = dispatcher(trail, store).start()) {
      trail.append(List.of(fetched(), fetched()));
      await(() -> deliveries(store, made).size() == 2);
    }
    trail.append(fetched());
    assertThat(receiver.requests()).hasSize(2);
    try (WebhookDispatcher second = dispatcher(trail, store).start()) {
      await(() -> deliveries(store, made).size() == 3);
    }
    assertThat(receiver.requests())
        .extracting(Receiver.Request::deliveryId)
        .doesNotHaveDuplicates();
  }

  @Test
  void one_dispatcher_delivers_from_a_file_at_a_time() throws Exception {
    EventStore trail = openTrailNow();
    WebhookStore store = openStoreNow();
    WebhookDispatcher first = dispatcher(trail, store).start();

    assertThatThrownBy(() -> dispatcher(trail, store).start())
        .isInstanceOf(WebhookException.class)
        .hasMessageContaining("another dispatcher");
    first.close();
    first.close();
    dispatcher(trail, store).start().close();
  }

  @Test
  void what_is_under_way_at_the_close_is_waited_for_and_kept() throws Exception {
    EventStore trail = openTrailNow();
    WebhookStore store = openStoreNow();
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
    WebhookDispatcher dispatcher = dispatcher(trail, store).timeout(Duration.ofSeconds(30)).start();
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
  void a_trail_that_cannot_be_read_for_a_while_is_read_later() throws Exception {
    EventStore trail = openTrailNow();
    WebhookStore store = openStoreNow();
    Receiver receiver = closing(Receiver.answering(200));
    subscribe(store, SubscriptionSpec.to(receiver.url()));
    AtomicInteger asked = new AtomicInteger();
    EventFeed failing =
        (seq, most) -> {
          if (asked.getAndIncrement() == 0) {
            throw new IllegalStateException("not now");
          }
          return EventFeed.of(trail).after(seq, most);
        };
    trail.append(fetched());
    try (WebhookDispatcher dispatcher =
        new WebhookDispatcherBuilder(failing, store).policy(HERE).start()) {
      await(() -> receiver.requests().size() == 1);
    }
  }

  @Test
  void a_thousand_subscriptions_hear_at_once_though_ten_of_them_are_dead() throws Exception {
    EventStore trail = openTrailNow();
    WebhookStore store = openStoreNow();
    CountDownLatch over = new CountDownLatch(1);
    closing(over::countDown);
    Receiver dead = closing(Receiver.answering((request, socket) -> awaitQuietly(over)));
    AtomicInteger heard = new AtomicInteger();
    Receiver.Answer fine = Receiver.status(200, "");
    Receiver alive =
        closing(
            Receiver.answering(
                (request, socket) -> {
                  heard.incrementAndGet();
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
    store
        .database()
        .change(
            connection -> {
              for (WebhookSubscription each : made) {
                SubscriptionTable.insert(connection, each, vault().seal(each.id(), SECRET));
              }
            });
    Duration timeout = Duration.ofMinutes(2);
    try (WebhookDispatcher dispatcher = dispatcher(trail, store).timeout(timeout).start()) {
      trail.append(List.of(fetched(), fetched()));
      await(() -> heard.get() == 990 * 2);
      // None of the dead has answered or run out of time: they hold their own threads alone.
      await(() -> pending(store) == 10 * 2);
      over.countDown();
    }
    assertThat(heard).hasValue(990 * 2);
  }

  @Test
  void settings_out_of_range_are_refused_by_name() {
    WebhookDispatcherBuilder builder =
        new WebhookDispatcherBuilder((seq, most) -> List.of(), openStore());

    assertThatThrownBy(() -> builder.concurrency(0)).hasMessageContaining("concurrency must be");
    assertThatThrownBy(() -> builder.requests(5_000)).hasMessageContaining("requests must be");
    assertThatThrownBy(() -> builder.pauseAfter(0)).hasMessageContaining("pauseAfter must be");
    assertThatThrownBy(() -> builder.timeout(Duration.ZERO)).hasMessageContaining("timeout must");
    assertThatThrownBy(() -> builder.pollInterval(Duration.ofMillis(-1)))
        .hasMessageContaining("pollInterval must");
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
    WebhookStore store = openStore();
    WebhookSubscription made = subscribe(store, SubscriptionSpec.to(url));
    NameResolver here = host -> List.of(InetAddress.getLoopbackAddress());
    try (Courier courier =
        WebhookDispatcherBuilder.courier(store, HERE, here, tls, Duration.ofSeconds(30))) {
      return courier.attemptWith(
          SECRET,
          made,
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
