package io.tidings.event.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.webhooks.internal.dispatch.Attempt;
import io.tidings.event.webhooks.internal.dispatch.DeliverySender;
import io.tidings.event.webhooks.internal.http.Endpoint;
import io.tidings.event.webhooks.internal.http.NameResolver;
import io.tidings.event.webhooks.internal.tables.PendingDelivery;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** URL validation and the outbound policy. */
class OutboundTest extends WebhooksTest {

  private static InetAddress address(String text) throws UnknownHostException {
    return InetAddress.getByName(text);
  }

  private static void check(OutboundPolicy policy, String url) throws UnknownHostException {
    Endpoint endpoint = Endpoint.of(url);
    policy.check(endpoint, NameResolver.SYSTEM.resolve(endpoint.host()));
  }

  @Contract("WEB-15")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://hooks.example.com",
        "file:///etc/passwd",
        "gopher://hooks.example.com:70",
        "jar:https://hooks.example.com!/x",
        "hooks.example.com",
        "//hooks.example.com",
        "https:hooks.example.com",
        "https://",
        "https:///path",
        "https://user@hooks.example.com",
        "https://user:password@hooks.example.com",
        "https://hooks.example.com@127.0.0.1",
        "https://hooks.example.com#fragment",
        "https://hooks.example.com:0",
        "https://hooks.example.com:65536",
        "https://hooks.example.com:port",
        "https://hooks.example.com\\@127.0.0.1",
        "https://hooks.example.com/a b",
        "https://hooks.example.com/\r\nX-Header: 1",
        "https://hööks.example.com",
        "https://１２７.0.0.1",
        "https://127。0。0。1",
        "https://%31%32%37.0.0.1",
        "https://hooks..example.com",
        "https://-hooks.example.com",
        "https://[fe80::1%25eth0]",
        "https://[::1",
        "https://[v1.a]",
        "https://2130706433",
        "https://0x7f000001",
        "https://017700000001",
        "https://0x7f.0.0.1",
        "https://0x7f.1",
        "https://0177.0.0.1",
        "https://127.1",
        "https://127.0.1",
        "https://127.0.0.1.",
        "https://127.0.0.01",
        "https://256.0.0.1",
        "https://1.2.3.4.5",
        "https://169.254.169.254.",
        "https://2852039166",
        "https://0xa9fea9fe",
        "https://a.0x7f",
        "https://example.123",
        ""
      })
  void a_url_that_names_no_place_or_could_be_read_in_two_ways_is_refused(String url) {
    assertThatThrownBy(() -> SubscriptionSpec.to(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("url ");
  }

  @Contract("WEB-15")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hooks.example.com",
        "HTTPS://Hooks.Example.COM:8443/a/b?c=d%20e",
        "https://hooks.example.com.",
        "https://xn--hks-0qa.example.com",
        "https://93.184.216.34/x",
        "https://[2606:2800:220:1:248:1893:25c8:1946]:8443/x",
        "https://localhost"
      })
  void every_other_url_can_be_subscribed(String url) {
    assertThat(SubscriptionSpec.to(url).url()).isEqualTo(url);
  }

  @Contract("WEB-15")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.100.100.200",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.255",
        "161.26.0.1",
        "166.11.255.255",
        "168.63.129.16",
        "169.254.169.254",
        "169.254.170.2",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.1",
        "199.36.153.4",
        "199.36.153.11",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "[::]",
        "[::1]",
        "[::127.0.0.1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:168.63.129.16]",
        "[::ffff:7f00:1]",
        "[::ffff:169.254.169.254]",
        "[0:0:0:0:0:ffff:a9fe:a9fe]",
        "[::ffff:0:127.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[64:ff9b::a9fe:a9fe]",
        "[64:ff9b:1::10.0.0.1]",
        "[100::1]",
        "[2001::1]",
        "[2001:0:7f00:1::]",
        "[2001:db8::1]",
        "[2002:7f00:1::]",
        "[2002:a9fe:a9fe::1]",
        "[3fff::1]",
        "[5f00::1]",
        "[fc00::1]",
        "[fd00:ec2::254]",
        "[fe80::1]",
        "[fec0::1]",
        "[ff02::1]"
      })
  void an_address_that_is_not_public_is_refused_in_every_spelling(String host) {
    assertThatThrownBy(() -> check(OutboundPolicy.standard(), "https://" + host + "/"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not public")
        .hasMessageNotContaining(host);
  }

  @Contract("WEB-15")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "161.25.255.255",
        "166.12.0.0",
        "168.63.129.15",
        "168.63.129.17",
        "199.36.153.12",
        "169.253.255.255",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "[2606:4700::1111]",
        "[2003::1]",
        "[2400::1]"
      })
  void a_public_address_is_allowed(String host) {
    assertThatCode(() -> check(OutboundPolicy.standard(), "https://" + host + "/"))
        .doesNotThrowAnyException();
  }

  @Contract("WEB-15")
  @Test
  void http_and_loopback_are_allowed_only_where_that_is_said() throws Exception {
    OutboundPolicy standard = OutboundPolicy.standard();

    assertThatThrownBy(() -> check(standard, "http://1.1.1.1")).hasMessageContaining("https://");
    assertThatCode(() -> check(standard.allowingHttp(), "http://1.1.1.1"))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> check(standard.allowingHttp(), "http://127.0.0.1"))
        .hasMessageContaining("not public");
    assertThatCode(() -> check(HERE, "http://127.0.0.1")).doesNotThrowAnyException();
    assertThatCode(() -> check(HERE, "https://[::1]")).doesNotThrowAnyException();
    assertThatThrownBy(() -> check(HERE, "http://1.1.1.1")).hasMessageContaining("https://");
    assertThatThrownBy(() -> check(HERE, "https://10.0.0.1")).hasMessageContaining("not public");
    assertThatThrownBy(() -> check(HERE, "https://169.254.169.254"))
        .hasMessageContaining("not public");
  }

  @Contract("WEB-15")
  @Test
  void one_address_that_is_not_public_is_enough_to_refuse_a_name() throws Exception {
    Endpoint endpoint = Endpoint.of("https://hooks.example.com");
    List<InetAddress> mixed = List.of(address("1.1.1.1"), address("10.0.0.1"));

    assertThatThrownBy(() -> OutboundPolicy.standard().check(endpoint, mixed))
        .hasMessageContaining("not public");
  }

  @Contract("WEB-15")
  @Test
  void a_refused_place_fails_at_once_with_400_and_without_a_request() throws Exception {
    try (Receiver receiver = Receiver.answering(200)) {
      WebhookStore store = openStore();
      WebhookSubscription made = subscribe(store, SubscriptionSpec.to(receiver.url()));
      Attempt attempt =
          sender(store, OutboundPolicy.standard(), NameResolver.SYSTEM)
              .attemptWith(SECRET, made.stored(), pendingFor(made));

      assertThat(attempt.verdict()).isEqualTo(Attempt.Verdict.REJECTED);
      assertThat(attempt.status()).isEqualTo(400);
      assertThat(attempt.error()).contains("not public");
      assertThat(receiver.requests()).isEmpty();
    }
  }

  /** Two receivers with one name: what it means when it is looked up changes in between. */
  @Contract("WEB-15")
  @Test
  void a_name_that_changes_between_check_and_connect_changes_nothing() throws Exception {
    try (Receiver checked = Receiver.answering(200);
        Receiver after = Receiver.at("127.0.0.2", checked.port(), Receiver.status(200, ""))) {
      AtomicInteger asked = new AtomicInteger();
      NameResolver changing =
          host -> {
            assertThat(host).isEqualTo("rebinding.example");
            return List.of(address(asked.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.2"));
          };
      WebhookStore store = openStore();
      WebhookSubscription made =
          subscribe(
              store, SubscriptionSpec.to("http://rebinding.example:" + checked.port() + "/hook"));
      try (DeliverySender sender = sender(store, HERE, changing)) {
        Attempt attempt = sender.attemptWith(SECRET, made.stored(), pendingFor(made));

        assertThat(attempt.verdict()).isEqualTo(Attempt.Verdict.DELIVERED);
        assertThat(asked).hasValue(1);
        assertThat(checked.only().header("Host")).isEqualTo("rebinding.example:" + checked.port());
        assertThat(after.requests()).isEmpty();

        // Control: a second lookup of the name reaches the other receiver.
        sender.attemptWith(SECRET, made.stored(), pendingFor(made));
        assertThat(after.requests()).hasSize(1);
      }
    }
  }

  @Contract("WEB-15")
  @Test
  void a_name_that_comes_to_mean_a_private_address_is_refused_at_the_next_attempt()
      throws Exception {
    try (Receiver receiver = Receiver.answering(500)) {
      List<String> answers = new ArrayList<>(List.of("127.0.0.1", "169.254.169.254"));
      NameResolver changing = host -> List.of(address(answers.remove(0)));
      WebhookStore store = openStore();
      WebhookSubscription made =
          subscribe(store, SubscriptionSpec.to("http://rebinding.example:" + receiver.port()));
      try (DeliverySender sender = sender(store, HERE, changing)) {
        assertThat(sender.attemptWith(SECRET, made.stored(), pendingFor(made)).verdict())
            .isEqualTo(Attempt.Verdict.RETRYABLE);
        assertThat(sender.attemptWith(SECRET, made.stored(), pendingFor(made)).verdict())
            .isEqualTo(Attempt.Verdict.REJECTED);
      }
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  @Test
  void a_name_without_an_address_is_trouble_that_may_pass() {
    WebhookStore store = openStore();
    WebhookSubscription made = subscribe(store, SubscriptionSpec.to("https://gone.example"));
    NameResolver none =
        host -> {
          throw new UnknownHostException(host);
        };
    assertThat(
            sender(store, HERE, none)
                .attemptWith(SECRET, made.stored(), pendingFor(made))
                .verdict())
        .isEqualTo(Attempt.Verdict.RETRYABLE);
    assertThat(
            sender(store, HERE, host -> List.of())
                .attemptWith(SECRET, made.stored(), pendingFor(made))
                .error())
        .contains("no address");
  }

  @Contract("WEB-13")
  @Test
  void a_redirect_is_not_followed() throws Exception {
    try (Receiver elsewhere = Receiver.answering(200);
        Receiver receiver =
            Receiver.answering(Receiver.status(302, "", "Location: " + elsewhere.url()))) {
      WebhookStore store = openStore();
      WebhookSubscription made = subscribe(store, SubscriptionSpec.to(receiver.url()));
      Attempt attempt =
          sender(store, HERE, NameResolver.SYSTEM)
              .attemptWith(SECRET, made.stored(), pendingFor(made));

      assertThat(attempt.verdict()).isEqualTo(Attempt.Verdict.REJECTED);
      assertThat(attempt.status()).isEqualTo(302);
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  private DeliverySender sender(WebhookStore store, OutboundPolicy policy, NameResolver resolver) {
    return closing(store.sender(policy, resolver, null, LONG));
  }

  private PendingDelivery pendingFor(WebhookSubscription of) {
    return new PendingDelivery(
        "d-1", of.project(), of.id(), "e-1", "traces.fetched", "{}", 0, clock.instant());
  }
}
