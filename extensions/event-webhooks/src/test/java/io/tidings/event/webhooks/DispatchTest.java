package io.tidings.event.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.testkit.RecordingEventBus;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.LogCapture;
import io.tidings.event.webhooks.internal.payload.DeliveryId;
import io.tidings.event.webhooks.internal.tables.DeliveryRow;
import io.tidings.event.webhooks.internal.tables.DeliveryTable;
import io.tidings.event.webhooks.internal.tables.SubscriptionTable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Delivery from the trail to the receiver, turn by turn. */
class DispatchTest extends WebhooksTest {

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

  @Contract({"WEB-05", "WEB-11", "WEB-14"})
  @Test
  void event_is_delivered_with_the_promised_headers() {
    WebhookSubscription made = subscribe();
    DomainEvent event = fetched();
    trail().append(event);
    turns.settle();

    Receiver.Request request = receiver.only();
    String id = DeliveryId.of(PROJECT, made.id(), event.id());
    assertThat(request.line()).isEqualTo("POST /hook HTTP/1.1");
    assertThat(request.headers())
        .containsEntry("host", "127.0.0.1:" + receiver.port())
        .containsEntry("content-type", "application/json")
        .containsEntry("user-agent", "Tidings-Webhooks/1")
        .containsEntry("x-tidings-event-type", "traces.fetched")
        .containsEntry("x-tidings-event-id", event.id())
        .containsEntry("x-tidings-delivery-id", id)
        .containsEntry("idempotency-key", id)
        .doesNotContainKey("authorization");
    assertThat(store.deliveries(PROJECT, made.id(), 10))
        .singleElement()
        .satisfies(
            done -> {
              assertThat(done.id()).isEqualTo(id);
              assertThat(done.success()).isTrue();
              assertThat(done.statusCode()).isEqualTo(200);
              assertThat(done.attempts()).isEqualTo(1);
              assertThat(done.response()).isEqualTo("ok");
              assertThat(done.error()).isNull();
              assertThat(done.request()).contains("\"count\\\":2");
            });
    assertThat(pending(store)).isZero();
  }

  @Contract({"WEB-08", "WEB-09"})
  @Test
  void the_signature_is_of_the_bytes_that_came() {
    subscribe();
    trail().append(event(EventType.TRACES_FETCHED).detail("text", "Grüße 世界 \u2028").build());
    turns.settle();

    Receiver.Request request = receiver.only();
    assertThat(
            WebhookSignature.verify(
                SECRET,
                request.header(WebhookSignature.HEADER),
                request.body().getBytes(StandardCharsets.UTF_8),
                clock.instant(),
                Duration.ZERO))
        .isTrue();
  }

  @Contract("WEB-05")
  @Test
  void each_event_goes_to_the_subscriptions_of_its_project_and_type_and_to_no_other() {
    WebhookSubscription all = subscribe();
    WebhookSubscription queried =
        subscribe(
            store,
            SubscriptionSpec.to(receiver.url())
                .withEventTypes(Set.of(WebhookEventType.TRACES_QUERIED)));
    WebhookSubscription foreign =
        store.create("gemini", SubscriptionSpec.to(receiver.url()), SECRET).subscription();
    trail()
        .append(
            List.of(
                event(EventType.TRACES_FETCHED).build(),
                event(EventType.TRACES_QUERIED).build(),
                event(EventType.PLAN_CREATED).build(),
                event(EventType.UNKNOWN).build(),
                events.root(EventType.TRACES_FETCHED).scope(EventScope.none()).build()));
    turns.settle();

    assertThat(deliveries(store, all))
        .extracting(WebhookDelivery::eventType)
        .containsExactlyInAnyOrder("traces.fetched", "traces.queried");
    assertThat(deliveries(store, queried))
        .extracting(WebhookDelivery::eventType)
        .containsExactly("traces.queried");
    assertThat(deliveries(store, foreign)).isEmpty();
    assertThat(receiver.requests()).hasSize(3);
  }

  @Contract({"WEB-05", "AG-02"})
  @Test
  void a_test_in_the_trail_goes_to_the_subscription_it_names_alone() {
    WebhookSubscription meant =
        subscribe(
            store,
            SubscriptionSpec.to(receiver.url())
                .withEventTypes(Set.of(WebhookEventType.TRACES_QUERIED)));
    WebhookSubscription other = subscribe();
    trail()
        .append(
            List.of(
                event(EventType.WEBHOOKS_SUBSCRIPTIONS_TESTED)
                    .detail("subscription_id", meant.id())
                    .build(),
                event(EventType.WEBHOOKS_SUBSCRIPTIONS_TESTED)
                    .detail("subscription_id", "draft")
                    .build()));
    turns.settle();

    assertThat(deliveries(store, meant)).hasSize(1);
    assertThat(deliveries(store, other)).isEmpty();
    assertThat(receiver.requests()).hasSize(1);
  }

  @Contract("AG-02")
  @Test
  void test_is_sent_at_once_recorded_emitted_and_not_repeated() {
    WebhookSubscription made = subscribe();
    WebhookSubscription other = subscribe();
    RecordingEventBus bus = closing(RecordingEventBus.create());
    WebhookSender sender = closing(new WebhookSender(store, HERE, bus));
    WebhookDelivery outcome = sender.test(PROJECT, made.id());

    assertThat(outcome.success()).isTrue();
    assertThat(receiver.only().header("X-Tidings-Event-Type"))
        .isEqualTo("webhooks.subscriptions.tested");
    assertThat(deliveries(store, made)).containsExactly(outcome);
    assertThat(deliveries(store, other)).isEmpty();
    List<DomainEvent> emitted = bus.recording().events();
    assertThat(emitted).extracting(DomainEvent::id).containsExactly(outcome.eventId());
    assertThat(emitted.get(0).details()).isEqualTo(Map.of("subscription_id", made.id()));
    trail().append(emitted);
    turns.settle();
    assertThat(receiver.requests()).hasSize(1);
  }

  @Contract("AG-02")
  @Test
  void a_draft_is_tested_and_leaves_nothing() {
    WebhookSender sender = closing(new WebhookSender(store, HERE, null));
    WebhookDelivery outcome =
        sender.testDraft(PROJECT, SubscriptionSpec.to(receiver.url()), SECRET);

    assertThat(outcome.success()).isTrue();
    assertThat(receiver.only().body()).contains("\"subscription_id\":\"draft\"");
    assertThat(store.deliveries(PROJECT, WebhookSender.DRAFT, 10)).isEmpty();
  }

  @Test
  void a_test_that_fails_is_not_tried_again() throws Exception {
    receiver.answer(Receiver.status(503, "busy"));
    WebhookSubscription made = subscribe();
    WebhookSender sender = closing(new WebhookSender(store, HERE, null));

    assertThat(sender.test(PROJECT, made.id()).statusCode()).isEqualTo(503);
    turns.settle();
    assertThat(receiver.requests()).hasSize(1);
    store.revokeSecret(PROJECT, made.id());
    assertThatThrownBy(() -> sender.test(PROJECT, made.id())).hasMessageContaining("no secret");
    assertThatThrownBy(() -> sender.test(PROJECT, "unknown"))
        .hasMessageContaining("no such subscription");
  }

  @Contract("WEB-05")
  @Test
  void a_subscription_without_a_secret_is_passed_over_with_one_warning() {
    WebhookSubscription without = subscribe();
    WebhookSubscription with = subscribe();
    store.revokeSecret(PROJECT, without.id());
    try (LogCapture log = LogCapture.of(WebhookDispatcher.class)) {
      trail().append(List.of(fetched(), fetched()));
      turns.settle();

      assertThat(log.warnings()).singleElement().asString().contains(without.id(), "has no secret");
    }
    assertThat(deliveries(store, with)).hasSize(2);
    store.rotateSecret(PROJECT, without.id(), null);
    trail().append(fetched());
    turns.settle();
    assertThat(deliveries(store, without)).hasSize(1);
  }

  @Contract("WEB-10")
  @Test
  void in_authorization_mode_the_secret_is_sent_and_nothing_signed() {
    subscribe(store, SubscriptionSpec.to(receiver.url()).withAuthMode(AuthMode.AUTHORIZATION));
    trail().append(fetched());
    turns.settle();

    assertThat(receiver.only().header("Authorization")).isEqualTo(SECRET);
    assertThat(receiver.only().headers()).doesNotContainKey("x-tidings-signature");
  }

  @Contract("WEB-11")
  @Test
  void headers_of_a_subscription_come_along_but_for_those_that_are_ours() {
    List<String> reserved =
        List.of(
            "Host",
            "content-length",
            "AUTHORIZATION",
            "Content-Type",
            "User-Agent",
            "Idempotency-Key",
            "X-Tidings-Signature",
            "x-tidings-delivery-id",
            "X-Tidings-Anything",
            "Connection",
            "Transfer-Encoding",
            "Expect",
            "Upgrade",
            "Content-MD5",
            "CONTENT-md5",
            "Content_Md5",
            "Digest",
            "Signature",
            "X-Forwarded-For");
    for (String name : reserved) {
      subscribe(
          store,
          SubscriptionSpec.to(receiver.url()).withHeaders(Map.of(name, "evil", "X-Own", "mine")));
    }
    trail().append(fetched());
    try (LogCapture log = LogCapture.of(WebhookDispatcher.class)) {
      turns.settle();
      assertThat(log.warnings()).hasSize(reserved.size());
    }

    assertThat(receiver.requests())
        .hasSize(reserved.size())
        .allSatisfy(
            request ->
                assertThat(request.headers())
                    .containsEntry("x-own", "mine")
                    .doesNotContainValue("evil")
                    .doesNotContainKeys(
                        "x-tidings-anything", "transfer-encoding", "expect", "content-md5"));
  }

  @Contract("WEB-11")
  @Test
  void a_header_that_could_break_out_of_its_line_is_refused() {
    SubscriptionSpec spec = SubscriptionSpec.to("https://a.example");
    for (String name : List.of("", "X Y", "X:Y", "X\r\nY", "ä", "x".repeat(129))) {
      assertThatThrownBy(() -> spec.withHeaders(Map.of(name, "v")))
          .hasMessageStartingWith("header");
    }
    for (String value :
        List.of("", " ", "a\r\nb", "a\nHost: b", "a\u0000b", "ä", "x".repeat(2_001))) {
      assertThatThrownBy(() -> spec.withHeaders(Map.of("X", value)))
          .hasMessageStartingWith("headers: the value of X");
    }
  }

  @Contract({"WEB-12", "WEB-14"})
  @Test
  void recorded_delivery_contains_no_secret() {
    receiver.answer(
        (request, socket) ->
            Receiver.status(
                    200,
                    "you sent "
                        + request.line()
                        + request.headers()
                        + " ".repeat(100)
                        + "x".repeat(20_000))
                .give(request, socket));
    SubscriptionSpec spec =
        SubscriptionSpec.to(receiver.url() + "?key=query-secret")
            .withHeaders(Map.of("X-Api-Key", "header-secret"));
    WebhookSubscription signed = subscribe(store, spec);
    WebhookSubscription authorized = subscribe(store, spec.withAuthMode(AuthMode.AUTHORIZATION));
    trail().append(fetched());
    turns.settle();

    for (WebhookSubscription each : List.of(signed, authorized)) {
      WebhookDelivery done = deliveries(store, each).get(0);
      assertThat(done.response()).hasSize(2_000).contains("you sent", "[redacted]");
      assertThat(done.response()).doesNotContain(SECRET, "v1=", "header-secret", "query-secret");
      assertThat(done.request())
          .contains("[redacted]", "/hook?", "X-Api-Key")
          .doesNotContain(SECRET, "header-secret", "query-secret", "v1=");
    }
  }

  @Contract("WEB-12")
  @Test
  void secret_returned_in_another_writing_is_not_recorded() {
    receiver.answer(
        (request, socket) -> {
          String signature = request.header(WebhookSignature.HEADER);
          String hex = signature.substring(signature.indexOf("v1=") + 3);
          String body = "sha256=" + hex.toUpperCase(Locale.ROOT) + " \\/t0ken\\/value " + hex;
          Receiver.status(200, body).give(request, socket);
        });
    WebhookSubscription made =
        subscribe(store, SubscriptionSpec.to(receiver.url() + "?id=17&token=/t0ken/value"));
    trail().append(fetched());
    turns.settle();

    assertThat(deliveries(store, made).get(0).response())
        .startsWith("sha256")
        .endsWith("[redacted] [redacted] [redacted]")
        .hasSizeLessThan(45);
  }

  @Contract("WEB-12")
  @Test
  void recorded_body_contains_no_secret_that_a_tag_repeats() {
    WebhookSubscription made =
        subscribe(store, SubscriptionSpec.to(receiver.url()).withTags(Map.of("t", SECRET)));
    trail().append(fetched());
    turns.settle();

    assertThat(receiver.only().body()).contains(SECRET);
    assertThat(deliveries(store, made).get(0).request()).doesNotContain(SECRET);
  }

  @Contract("WEB-12")
  @Test
  void the_token_after_bearer_is_not_shown_and_what_no_text_has_is_replaced() {
    SubscriptionSpec spec =
        SubscriptionSpec.to(receiver.url()).withAuthMode(AuthMode.AUTHORIZATION);
    WebhookSubscription made =
        store.create(PROJECT, spec, "Bearer abcdef-1234567890").subscription();
    receiver.answer(Receiver.status(200, "the token abcdef-1234567890 is\u0000known"));
    trail().append(fetched());
    turns.settle();

    assertThat(deliveries(store, made).get(0).response())
        .isEqualTo("the token [redacted] is\ufffdknown");
  }

  @Contract("WEB-17")
  @Test
  void an_outcome_that_is_kept_twice_is_there_once() {
    WebhookSubscription made = subscribe();
    trail().append(fetched());
    turns.settle();
    WebhookDelivery done = deliveries(store, made).get(0);
    change(store, connection -> DeliveryTable.insert(connection, row(done)));

    assertThat(deliveries(store, made)).containsExactly(done);
    assertThat(DeliveryId.of("a", "bc", "d")).isNotEqualTo(DeliveryId.of("ab", "c", "d"));
  }

  private static DeliveryRow row(WebhookDelivery done) {
    return new DeliveryRow(
        done.id(),
        done.project(),
        done.subscriptionId(),
        done.eventId(),
        done.eventType(),
        done.success(),
        done.statusCode(),
        done.attempts(),
        done.request(),
        done.response(),
        done.error(),
        done.createdAt(),
        done.finishedAt());
  }

  @Contract("WEB-18")
  @Test
  void deliveries_do_not_depend_on_audit_permission() {
    WebhookSubscription made = subscribe();
    trail()
        .append(
            events
                .root(EventType.TRACES_FETCHED)
                .scope(APOLLO.withOrganization("org-without-audit"))
                .build());
    turns.settle();

    assertThat(deliveries(store, made)).hasSize(1);
  }

  /** A secret stored before the minimum length was raised. */
  @Contract("WEB-04")
  @Test
  void shorter_stored_secret_signs_until_it_is_rotated() {
    WebhookSubscription made = subscribe();
    String sealed = vault().seal(made.id(), "8letters");
    change(store, c -> SubscriptionTable.setSecret(c, made.id(), sealed, clock.instant()));
    trail().append(fetched());
    turns.settle();

    Receiver.Request request = receiver.only();
    assertThat(
            WebhookSignature.verify(
                "8letters",
                request.header(WebhookSignature.HEADER),
                request.body().getBytes(StandardCharsets.UTF_8),
                clock.instant(),
                Duration.ZERO))
        .isTrue();
    assertThatThrownBy(() -> store.rotateSecret(PROJECT, made.id(), "8letters"))
        .hasMessageContaining("secret must be 24 to 256");
    assertThat(store.rotateSecret(PROJECT, made.id(), null)).hasSize(32);
  }

  @Test
  void a_secret_that_is_rotated_signs_also_what_is_waiting() {
    WebhookSubscription made = subscribe();
    receiver.answer(Receiver.status(500, ""));
    trail().append(fetched());
    turns.settle();
    store.rotateSecret(PROJECT, made.id(), "the-new-secret-of-24-bytes");
    receiver.answer(Receiver.status(200, ""));
    clock.advance(Duration.ofMinutes(1));
    turns.settle();

    assertThat(receiver.requests()).hasSize(2);
    assertThat(verified(0, SECRET)).isTrue();
    assertThat(verified(1, SECRET)).isFalse();
    assertThat(verified(1, "the-new-secret-of-24-bytes")).isTrue();
  }

  /** A retry is signed with its own time, so it is not too old when it comes. */
  private boolean verified(int request, String secret) {
    Receiver.Request received = receiver.requests().get(request);
    return WebhookSignature.verify(
        secret,
        received.header(WebhookSignature.HEADER),
        received.body().getBytes(StandardCharsets.UTF_8),
        clock.instant().minus(request == 0 ? Duration.ofMinutes(1) : Duration.ZERO),
        Duration.ofSeconds(5));
  }

  @Test
  void subscription_receives_no_event_stored_before_it() {
    trail().append(fetched());
    WebhookSubscription made = subscribe();
    clock.set(clock.instant().minusSeconds(60));
    DomainEvent after = fetched();
    trail().append(after);
    turns.settle();

    assertThat(deliveries(store, made))
        .extracting(WebhookDelivery::eventId)
        .containsExactly(after.id());
  }

  @Test
  void a_body_that_is_too_long_fails_its_own_delivery_alone() {
    WebhookSubscription made =
        subscribe(
            store,
            SubscriptionSpec.to(receiver.url())
                .withPayloadFields(Collections.nCopies(900, "$.event.attributes.x")));
    trail()
        .append(
            List.of(
                event(EventType.TRACES_FETCHED).detail("x", "y".repeat(10_000)).build(),
                fetched()));
    turns.settle();

    assertThat(deliveries(store, made))
        .extracting(WebhookDelivery::success)
        .containsExactlyInAnyOrder(true, false);
    assertThat(deliveries(store, made))
        .filteredOn(done -> !done.success())
        .singleElement()
        .satisfies(done -> assertThat(done.error()).contains("body would be longer"));
  }

  @Test
  void what_ends_after_its_subscription_was_removed_is_not_kept() {
    WebhookSubscription made = subscribe();
    receiver.answer(
        (request, socket) -> {
          store.remove(PROJECT, made.id());
          Receiver.status(200, "").give(request, socket);
        });
    trail().append(fetched());
    turns.settle();

    assertThat(receiver.requests()).hasSize(1);
    assertThat(deliveries(store, made)).isEmpty();
    assertThat(pending(store)).isZero();
  }
}
