package io.tidings.event.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.spi.EventTap;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoreTap;
import io.tidings.event.testkit.RecordingEventBus;
import io.tidings.event.testkit.contract.Contract;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the trail to the receiver, turn by turn. */
class DispatchTest extends WebhooksTest {

  private Receiver receiver;
  private EventStore trail;
  private WebhookStore store;
  private DispatchLoop loop;

  @BeforeEach
  void open() throws Exception {
    receiver = closing(Receiver.answering(200));
    trail = openTrail();
    store = openStore();
    loop = loop(trail, store);
  }

  private WebhookSubscription subscribe() {
    return subscribe(store, SubscriptionSpec.to(receiver.url()));
  }

  @Contract({"WEB-05", "WEB-11", "WEB-14"})
  @Test
  void an_event_is_delivered_to_who_subscribed_with_the_headers_that_are_promised() {
    WebhookSubscription made = subscribe();
    DomainEvent event = fetched();
    trail.append(event);
    settle(loop);

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
    trail.append(event(EventType.TRACES_FETCHED).detail("text", "Grüße 世界 \u2028").build());
    settle(loop);

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
    trail.append(
        List.of(
            event(EventType.TRACES_FETCHED).build(),
            event(EventType.TRACES_QUERIED).build(),
            event(EventType.PLAN_CREATED).build(),
            event(EventType.UNKNOWN).build(),
            events.root(EventType.TRACES_FETCHED).scope(EventScope.none()).build()));
    settle(loop);

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
    trail.append(
        List.of(
            event(EventType.WEBHOOKS_SUBSCRIPTIONS_TESTED)
                .detail("subscription_id", meant.id())
                .build(),
            event(EventType.WEBHOOKS_SUBSCRIPTIONS_TESTED)
                .detail("subscription_id", "draft")
                .build()));
    settle(loop);

    assertThat(deliveries(store, meant)).hasSize(1);
    assertThat(deliveries(store, other)).isEmpty();
    assertThat(receiver.requests()).hasSize(1);
  }

  @Contract("AG-02")
  @Test
  void a_test_is_sent_at_once_kept_told_and_not_sent_again_by_the_dispatcher() {
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
    List<DomainEvent> told = bus.recording().events();
    assertThat(told).extracting(DomainEvent::id).containsExactly(outcome.eventId());
    assertThat(told.get(0).details()).isEqualTo(Map.of("subscription_id", made.id()));
    trail.append(told);
    settle(loop);
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
    settle(loop);
    assertThat(receiver.requests()).hasSize(1);
    store.revokeSecret(PROJECT, made.id());
    assertThatThrownBy(() -> sender.test(PROJECT, made.id())).hasMessageContaining("no secret");
    assertThatThrownBy(() -> sender.test(PROJECT, "nobody"))
        .hasMessageContaining("no such subscription");
  }

  @Contract("WEB-05")
  @Test
  void a_subscription_without_a_secret_is_passed_over_with_one_warning() {
    WebhookSubscription without = subscribe();
    WebhookSubscription with = subscribe();
    store.revokeSecret(PROJECT, without.id());
    try (Warnings warnings = Warnings.of(WebhookDispatcher.class)) {
      trail.append(List.of(fetched(), fetched()));
      settle(loop);

      assertThat(warnings.texts())
          .singleElement()
          .asString()
          .contains(without.id(), "has no secret");
    }
    assertThat(deliveries(store, with)).hasSize(2);
    store.rotateSecret(PROJECT, without.id(), null);
    trail.append(fetched());
    settle(loop);
    assertThat(deliveries(store, without)).hasSize(1);
  }

  @Contract("WEB-10")
  @Test
  void in_authorization_mode_the_secret_is_sent_and_nothing_signed() {
    subscribe(store, SubscriptionSpec.to(receiver.url()).withAuthMode(AuthMode.AUTHORIZATION));
    trail.append(fetched());
    settle(loop);

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
            "Upgrade");
    for (String name : reserved) {
      subscribe(
          store,
          SubscriptionSpec.to(receiver.url()).withHeaders(Map.of(name, "evil", "X-Own", "mine")));
    }
    trail.append(fetched());
    try (Warnings warnings = Warnings.of(WebhookDispatcher.class)) {
      settle(loop);
      assertThat(warnings.texts()).hasSize(reserved.size());
    }

    assertThat(receiver.requests())
        .hasSize(reserved.size())
        .allSatisfy(
            request ->
                assertThat(request.headers())
                    .containsEntry("x-own", "mine")
                    .doesNotContainValue("evil")
                    .doesNotContainKeys("x-tidings-anything", "transfer-encoding", "expect"));
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
  void what_is_kept_shows_no_secret_whatever_the_receiver_answers() {
    receiver.answer(
        (request, socket) ->
            Receiver.status(
                    200, "you sent " + request.headers() + " ".repeat(100) + "x".repeat(20_000))
                .give(request, socket));
    SubscriptionSpec spec =
        SubscriptionSpec.to(receiver.url() + "?key=query-secret")
            .withHeaders(Map.of("X-Api-Key", "header-secret"));
    WebhookSubscription signed = subscribe(store, spec);
    WebhookSubscription authorized = subscribe(store, spec.withAuthMode(AuthMode.AUTHORIZATION));
    trail.append(fetched());
    settle(loop);

    for (WebhookSubscription each : List.of(signed, authorized)) {
      WebhookDelivery done = deliveries(store, each).get(0);
      assertThat(done.response()).hasSize(2_000).contains("you sent", "[redacted]");
      assertThat(done.response()).doesNotContain(SECRET, "v1=");
      assertThat(done.request())
          .contains("[redacted]", "/hook?", "X-Api-Key")
          .doesNotContain(SECRET, "header-secret", "query-secret", "v1=");
    }
  }

  @Contract({"WEB-16", "WEB-17"})
  @Test
  void what_the_trail_gives_twice_is_delivered_once() {
    WebhookSubscription made = subscribe();
    trail.append(List.of(fetched(), fetched()));
    settle(loop);
    store.database().change(connection -> PendingTable.setCursor(connection, 0));
    settle(loop);

    assertThat(receiver.requests()).hasSize(2);
    assertThat(deliveries(store, made)).hasSize(2);
  }

  @Contract("WEB-16")
  @Test
  void a_failure_while_deliveries_are_made_leaves_nothing_by_halves_and_nothing_out() {
    subscribe();
    subscribe();
    trail.append(List.of(fetched(), fetched()));
    AtomicBoolean broken = new AtomicBoolean(true);
    EventFeed half =
        (seq, most) -> {
          List<io.tidings.event.store.StoredEvent> page = EventFeed.of(trail).after(seq, most);
          if (page.size() == 2 && broken.get()) {
            return java.util.Arrays.asList(page.get(0), Absent.STORED);
          }
          return page;
        };
    DispatchLoop failing = loop(half, store, DispatchLimits.STANDARD);
    assertThatThrownBy(failing::turn).isInstanceOf(NullPointerException.class);
    assertThat(pending(store)).isZero();
    broken.set(false);
    settle(failing);

    assertThat(receiver.requests()).hasSize(4);
    assertThat(receiver.requests())
        .extracting(Receiver.Request::deliveryId)
        .doesNotHaveDuplicates();
  }

  @Contract("WEB-17")
  @Test
  void an_outcome_that_is_kept_twice_is_there_once() {
    WebhookSubscription made = subscribe();
    trail.append(fetched());
    settle(loop);
    WebhookDelivery done = deliveries(store, made).get(0);
    store.database().change(connection -> DeliveryTable.upsert(connection, done));

    assertThat(deliveries(store, made)).containsExactly(done);
    assertThat(DeliveryId.of("a", "bc", "d")).isNotEqualTo(DeliveryId.of("ab", "c", "d"));
  }

  @Contract("WEB-18")
  @Test
  void deliveries_ask_nobody_whether_an_organization_may_see_its_audit() {
    WebhookSubscription made = subscribe();
    trail.append(
        events
            .root(EventType.TRACES_FETCHED)
            .scope(APOLLO.withOrganization("org-without-audit"))
            .build());
    settle(loop);

    assertThat(deliveries(store, made)).hasSize(1);
  }

  @Contract("WEB-19")
  @Test
  void a_change_is_seen_at_the_next_turn_also_one_by_another_process() {
    WebhookSubscription made = subscribe();
    settle(loop);
    try (WebhookStore elsewhere = WebhookStore.open(file(), vault(), clock)) {
      elsewhere.update(
          PROJECT, made.id(), SubscriptionSpec.to(receiver.url().replace("/hook", "/moved")));
      trail.append(fetched());
      settle(loop);
      assertThat(receiver.only().line()).contains("/moved");
      elsewhere.remove(PROJECT, made.id());
    }
    trail.append(fetched());
    settle(loop);
    assertThat(receiver.requests()).hasSize(1);
  }

  @Contract("MET-13")
  @Test
  void what_was_denied_before_the_trail_is_not_delivered() {
    subscribe();
    StoreTap stored = new StoreTap(trail);
    EventTap metered =
        event -> {
          if (!"over-quota".equals(event.scope().organization())) {
            stored.onEvent(event);
          }
        };
    try (EventBus bus = EventBus.builder().events(events).tap(metered).build()) {
      bus.emit(
          events
              .root(EventType.TRACES_FETCHED)
              .scope(APOLLO.withOrganization("over-quota"))
              .build());
      DomainEvent allowed = fetched();
      bus.emit(allowed);
      settle(loop);

      assertThat(receiver.only().header("X-Tidings-Event-Id")).isEqualTo(allowed.id());
    }
  }

  @Contract("MET-27")
  @Test
  void a_delivery_that_is_tried_again_stores_and_so_charges_nothing_again() {
    WebhookSubscription made = subscribe();
    receiver.answer(Receiver.status(503, "busy"));
    trail.append(fetched());
    exhaust(loop);

    assertThat(receiver.requests()).hasSize(6);
    assertThat(deliveries(store, made)).hasSize(1);
    assertThat(trail.count(EventQuery.platform())).isEqualTo(1);
  }

  @Test
  void a_secret_that_is_rotated_signs_also_what_is_waiting() {
    WebhookSubscription made = subscribe();
    receiver.answer(Receiver.status(500, ""));
    trail.append(fetched());
    settle(loop);
    store.rotateSecret(PROJECT, made.id(), "the-new-secret");
    receiver.answer(Receiver.status(200, ""));
    clock.advance(Duration.ofMinutes(1));
    settle(loop);

    assertThat(receiver.requests()).hasSize(2);
    assertThat(verified(0, SECRET)).isTrue();
    assertThat(verified(1, SECRET)).isFalse();
    assertThat(verified(1, "the-new-secret")).isTrue();
  }

  /** A retry is signed with its own time, so it is not too old when it comes. */
  private boolean verified(int request, String secret) {
    Receiver.Request heard = receiver.requests().get(request);
    return WebhookSignature.verify(
        secret,
        heard.header(WebhookSignature.HEADER),
        heard.body().getBytes(StandardCharsets.UTF_8),
        clock.instant().minus(request == 0 ? Duration.ofMinutes(1) : Duration.ZERO),
        Duration.ofSeconds(5));
  }

  @Test
  void after_failures_in_a_row_a_subscription_is_paused_and_resumed_it_gets_what_has_waited() {
    DispatchLoop quick = loop(EventFeed.of(trail), store, new DispatchLimits(4, 64, 3));
    WebhookSubscription made = subscribe();
    receiver.answer(Receiver.status(404, ""));
    for (int i = 0; i < 5; i++) {
      trail.append(fetched());
    }
    try (Warnings warnings = Warnings.of(WebhookDispatcher.class)) {
      settle(quick);
      assertThat(warnings.texts()).singleElement().asString().contains("is paused: 3 deliveries");
    }
    int before = receiver.requests().size();
    assertThat(store.list(PROJECT).get(0).paused()).contains("3 failed deliveries in a row");
    trail.append(fetched());
    settle(quick);
    assertThat(receiver.requests()).hasSize(before);
    receiver.answer(Receiver.status(200, ""));
    store.resume(PROJECT, made.id());
    settle(quick);

    assertThat(deliveries(store, made)).hasSize(6);
    assertThat(deliveries(store, made).stream().filter(WebhookDelivery::success))
        .hasSize(6 - before);
    assertThat(store.list(PROJECT).get(0).isPaused()).isFalse();
  }

  @Test
  void a_success_begins_the_count_of_failures_again() {
    DispatchLoop quick = loop(EventFeed.of(trail), store, new DispatchLimits(1, 64, 2));
    WebhookSubscription made = subscribe();
    for (int status : List.of(404, 200, 404, 200, 404)) {
      receiver.answer(Receiver.status(status, ""));
      trail.append(fetched());
      settle(quick);
    }
    assertThat(deliveries(store, made)).hasSize(5);
    assertThat(store.list(PROJECT).get(0).isPaused()).isFalse();
  }

  @Test
  void a_subscription_is_told_of_nothing_that_the_trail_had_before() {
    trail.append(fetched());
    clock.advance(Duration.ofSeconds(1));
    WebhookSubscription made = subscribe();
    trail.append(fetched());
    settle(loop);

    assertThat(deliveries(store, made)).hasSize(1);
  }

  @Test
  void a_body_that_is_too_long_fails_its_own_delivery_alone() {
    WebhookSubscription made =
        subscribe(
            store,
            SubscriptionSpec.to(receiver.url())
                .withPayloadFields(java.util.Collections.nCopies(900, "$")));
    trail.append(
        List.of(
            event(EventType.TRACES_FETCHED).detail("x", "y".repeat(60_000)).build(), fetched()));
    settle(loop);

    assertThat(deliveries(store, made))
        .extracting(WebhookDelivery::success)
        .containsExactlyInAnyOrder(true, false);
    assertThat(deliveries(store, made))
        .filteredOn(done -> !done.success())
        .singleElement()
        .satisfies(done -> assertThat(done.error()).contains("body would be longer"));
  }

  @Test
  void a_vault_that_does_not_open_is_trouble_that_may_pass() {
    WebhookSubscription made = subscribe();
    store
        .database()
        .change(c -> SubscriptionTable.setSecret(c, made.id(), "v1:AAAA", clock.instant()));
    trail.append(fetched());
    settle(loop);
    assertThat(receiver.requests()).isEmpty();
    assertThat(pending(store)).isOne();
    store.rotateSecret(PROJECT, made.id(), null);
    clock.advance(Duration.ofMinutes(1));
    settle(loop);

    assertThat(deliveries(store, made).get(0).success()).isTrue();
  }

  @Test
  void what_ends_after_its_subscription_was_removed_is_not_kept() {
    WebhookSubscription made = subscribe();
    receiver.answer(
        (request, socket) -> {
          store.remove(PROJECT, made.id());
          Receiver.status(200, "").give(request, socket);
        });
    trail.append(fetched());
    settle(loop);

    assertThat(receiver.requests()).hasSize(1);
    assertThat(deliveries(store, made)).isEmpty();
    assertThat(pending(store)).isZero();
  }
}
