package io.tidings.event.services.payload;

import io.tidings.event.Description;
import io.tidings.event.EventType;
import io.tidings.event.PayloadKind;

/** Payload of the test deliveries of webhooks, which the module {@code event-webhooks} emits. */
public final class WebhookPayloads {

  public static final PayloadKind<SubscriptionTested> SUBSCRIPTION_TESTED =
      PayloadKind.of(EventType.WEBHOOKS_SUBSCRIPTIONS_TESTED, SubscriptionTested.class);

  private WebhookPayloads() {}

  /** Payload of {@code webhooks.subscriptions.tested}. */
  @Description("A test delivery was sent to a webhook subscription.")
  public record SubscriptionTested(
      @Description("The id of the subscription; draft if it is not stored.")
          String subscriptionId) {}
}
