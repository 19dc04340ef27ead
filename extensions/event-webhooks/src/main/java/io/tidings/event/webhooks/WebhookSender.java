package io.tidings.event.webhooks;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventEmitter;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.store.StoredEvent;
import io.tidings.event.webhooks.internal.dispatch.Attempt;
import io.tidings.event.webhooks.internal.dispatch.DeliveryBatch;
import io.tidings.event.webhooks.internal.dispatch.DeliverySender;
import io.tidings.event.webhooks.internal.dispatch.SubscriptionCache;
import io.tidings.event.webhooks.internal.http.NameResolver;
import io.tidings.event.webhooks.internal.payload.CanonicalJson;
import io.tidings.event.webhooks.internal.tables.DeliveryRow;
import io.tidings.event.webhooks.internal.tables.DeliveryTable;
import io.tidings.event.webhooks.internal.tables.PendingDelivery;
import io.tidings.event.webhooks.internal.tables.StateTable;
import io.tidings.event.webhooks.internal.tables.StoredSubscription;
import io.tidings.event.webhooks.internal.tables.SubscriptionRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sender of test deliveries: a {@code webhooks.subscriptions.tested} event goes to one
 * subscription, synchronously and without retries. No dispatcher is needed.
 *
 * <pre>{@code
 * try (WebhookSender sender = new WebhookSender(webhooks, OutboundPolicy.standard(), null)) {
 *   System.out.println(sender.test("apollo", subscriptionId).success());
 * }
 * }</pre>
 *
 * <p>With a bus, the event is also emitted once the outcome is known. An attempt may take {@link
 * WebhookDispatcher#DEFAULT_TIMEOUT}. Thread-safe. Close the sender to release its threads.
 *
 * @contract AG-02
 */
public final class WebhookSender implements AutoCloseable {

  /** The subscription id in the test event of a subscription that is not stored. */
  public static final String DRAFT = "draft";

  private final WebhookStore webhooks;
  private final DeliverySender sender;
  private final EventEmitter events;

  /**
   * Creates a sender.
   *
   * @param webhooks the subscriptions
   * @param policy the restriction of target addresses
   * @param bus the bus on which test events are emitted, or null
   * @throws NullPointerException if {@code webhooks} or {@code policy} is null
   * @throws WebhookException if the JVM has no default TLS context
   */
  public WebhookSender(WebhookStore webhooks, OutboundPolicy policy, @Nullable EventBus bus) {
    this.webhooks = requireNonNull(webhooks, "webhooks");
    this.sender =
        webhooks.sender(
            requireNonNull(policy, "policy"),
            NameResolver.SYSTEM,
            null,
            WebhookDispatcher.DEFAULT_TIMEOUT);
    this.events = EventEmitter.of(bus);
  }

  /**
   * Sends a test to a subscription, paused or not, and records the outcome among its deliveries.
   *
   * @return the outcome
   * @throws IllegalArgumentException if the project has no such subscription, it has no secret, or
   *     its payload fields produce a body that is too long
   * @throws WebhookException if the vault cannot open the secret
   * @throws io.tidings.event.store.StoreException if the database fails
   */
  public WebhookDelivery test(String project, String id) {
    SubscriptionRow row = webhooks.required(project, id);
    String sealed = row.sealed();
    if (sealed == null) {
      throw new IllegalArgumentException("id: the subscription has no secret; rotate it first");
    }
    String secret = webhooks.vault().open(id, sealed);
    DeliveryRow outcome = send(row.subscription(), secret);
    webhooks
        .trail()
        .database()
        .write(
            connection -> {
              StateTable.lock(connection);
              DeliveryTable.insert(connection, outcome);
              return true;
            });
    emit(outcome, id);
    return WebhookDelivery.of(outcome);
  }

  /**
   * Sends a test with settings that are not stored; records nothing.
   *
   * @param secret the secret to sign with or to send, as in {@link WebhookStore#create}
   * @return the outcome
   * @throws IllegalArgumentException if an argument is ill-formed, or the payload fields produce a
   *     body that is too long
   */
  public WebhookDelivery testDraft(String project, SubscriptionSpec spec, @Nullable String secret) {
    String effective =
        WebhookSecrets.validOrGenerated(secret, requireNonNull(spec, "spec").authMode());
    Instant now = webhooks.clock().instant();
    DeliveryRow outcome =
        send(new StoredSubscription(DRAFT, project, spec.settings(), null, now, now), effective);
    emit(outcome, DRAFT);
    return WebhookDelivery.of(outcome);
  }

  private DeliveryRow send(StoredSubscription subscription, String secret) {
    Instant now = webhooks.clock().instant();
    DomainEvent event =
        DomainEvent.root(EventType.WEBHOOKS_SUBSCRIPTIONS_TESTED)
            .timestamp(now)
            .scope(EventScope.none().withProject(subscription.project()))
            .detail(SubscriptionCache.SUBSCRIPTION_ID, subscription.id())
            .build();
    try {
      PendingDelivery delivery =
          DeliveryBatch.delivery(new StoredEvent(0, now, event), subscription, now);
      Attempt attempt = sender.attemptWith(secret, subscription, delivery);
      return attempt.outcome(delivery, webhooks.clock().instant());
    } catch (CanonicalJson.TooLongException tooLong) {
      throw new IllegalArgumentException("spec: payloadFields produce too long a body", tooLong);
    }
  }

  private void emit(DeliveryRow outcome, String subscriptionId) {
    events.emit(
        EventType.WEBHOOKS_SUBSCRIPTIONS_TESTED,
        e ->
            e.id(outcome.eventId())
                .scope(EventScope.none().withProject(outcome.project()))
                .detail(SubscriptionCache.SUBSCRIPTION_ID, subscriptionId));
  }

  /** Releases the threads of this sender; idempotent. */
  @Override
  public void close() {
    sender.close();
  }
}
