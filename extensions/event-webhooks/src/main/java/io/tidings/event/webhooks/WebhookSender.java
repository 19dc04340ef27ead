package io.tidings.event.webhooks;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventEmitter;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.store.StoredEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sends test deliveries: {@code webhooks.subscriptions.tested}, to the one subscription that is
 * meant, at once and without another attempt (AG-02). It needs no dispatcher.
 *
 * <pre>{@code
 * try (WebhookSender sender = new WebhookSender(webhooks, OutboundPolicy.standard(), null)) {
 *   System.out.println(sender.test("apollo", subscriptionId).success());
 * }
 * }</pre>
 *
 * <p>With a bus the test is emitted too, once its outcome is known. Thread-safe.
 */
public final class WebhookSender implements AutoCloseable {

  /** What a test names as its subscription where that is not kept. */
  public static final String DRAFT = "draft";

  private final WebhookStore webhooks;
  private final DeliverySender sender;
  private final EventEmitter events;

  /**
   * Creates a sender.
   *
   * @param policy where requests may go
   * @param bus where tests are told, or null
   */
  public WebhookSender(WebhookStore webhooks, OutboundPolicy policy, @Nullable EventBus bus) {
    this.webhooks = requireNonNull(webhooks, "webhooks");
    this.sender =
        DeliverySender.of(
            webhooks,
            requireNonNull(policy, "policy"),
            NameResolver.SYSTEM,
            null,
            WebhookDispatcher.DEFAULT_TIMEOUT);
    this.events = EventEmitter.of(bus);
  }

  /**
   * Tests a subscription, paused or not, and keeps the outcome among its deliveries.
   *
   * @return the outcome
   * @throws IllegalArgumentException if the project has no such subscription, or it has no secret
   */
  public WebhookDelivery test(String project, String id) {
    SubscriptionTable.Row row = webhooks.required(project, id);
    String sealed = row.sealed();
    if (sealed == null) {
      throw new IllegalArgumentException("id: the subscription has no secret; rotate it first");
    }
    String secret = webhooks.vault().open(id, sealed);
    WebhookDelivery outcome = sent(row.subscription(), secret);
    webhooks
        .trail()
        .database()
        .write(
            connection -> {
              StateTable.lock(connection);
              DeliveryTable.upsert(connection, outcome);
              return true;
            });
    tell(outcome, id);
    return outcome;
  }

  /**
   * Tests what is not kept yet; nothing of it is kept.
   *
   * @param secret what to sign with or to send, as in {@link WebhookStore#create}
   * @return the outcome
   * @throws IllegalArgumentException if an argument is ill-formed
   */
  public WebhookDelivery testDraft(String project, SubscriptionSpec spec, @Nullable String secret) {
    String used = WebhookSecrets.of(secret, requireNonNull(spec, "spec").authMode());
    Instant now = webhooks.clock().instant();
    WebhookDelivery outcome =
        sent(new WebhookSubscription(DRAFT, project, spec, null, now, now), used);
    tell(outcome, DRAFT);
    return outcome;
  }

  private WebhookDelivery sent(WebhookSubscription subscription, String secret) {
    Instant now = webhooks.clock().instant();
    DomainEvent event =
        DomainEvent.root(EventType.WEBHOOKS_SUBSCRIPTIONS_TESTED)
            .timestamp(now)
            .scope(EventScope.none().withProject(subscription.project()))
            .detail(SubscriptionCache.SUBSCRIPTION_ID, subscription.id())
            .build();
    try {
      PendingDelivery delivery =
          DeliveryBatch.of(new StoredEvent(0, now, event), subscription, now);
      Attempt attempt = sender.attemptWith(secret, subscription, delivery);
      return attempt.outcome(delivery, webhooks.clock().instant());
    } catch (CanonicalJson.TooLongException tooLong) {
      throw new IllegalArgumentException("spec: payloadFields make too long a body", tooLong);
    }
  }

  private void tell(WebhookDelivery outcome, String subscriptionId) {
    events.emit(
        EventType.WEBHOOKS_SUBSCRIPTIONS_TESTED,
        e ->
            e.id(outcome.eventId())
                .scope(EventScope.none().withProject(outcome.project()))
                .detail(SubscriptionCache.SUBSCRIPTION_ID, subscriptionId));
  }

  @Override
  public void close() {
    sender.close();
  }
}
