package io.tidings.event.webhooks.internal.tables;

import org.jspecify.annotations.Nullable;

/**
 * A row of {@code webhook_subscription}. Immutable.
 *
 * @param subscription the subscription
 * @param sealed the sealed secret, or null without one
 * @param afterSeq the sequence number after which events are delivered
 * @param missedAfter the sequence number after which events were skipped during a pause, or null
 */
public record SubscriptionRow(
    StoredSubscription subscription,
    @Nullable String sealed,
    long afterSeq,
    @Nullable Long missedAfter) {

  /** Returns the id of the subscription. */
  public String id() {
    return subscription.id();
  }

  /** Returns a copy with another start of the skipped events. */
  public SubscriptionRow withMissedAfter(@Nullable Long seq) {
    return new SubscriptionRow(subscription, sealed, afterSeq, seq);
  }
}
