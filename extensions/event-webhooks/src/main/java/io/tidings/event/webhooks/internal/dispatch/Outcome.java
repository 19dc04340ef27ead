package io.tidings.event.webhooks.internal.dispatch;

import io.tidings.event.webhooks.internal.tables.DeliveryRow;
import io.tidings.event.webhooks.internal.tables.PendingDelivery;
import java.time.Instant;

/**
 * A completed attempt. Immutable.
 *
 * @param queue the queue of the subscription
 * @param delivery the delivery
 * @param attempt the result
 * @param at the time of completion
 * @param epoch the epoch of the dispatcher at the start of the attempt
 */
record Outcome(
    SubscriptionQueue queue, PendingDelivery delivery, Attempt attempt, Instant at, long epoch) {

  boolean isDelivered() {
    return attempt.verdict() == Attempt.Verdict.DELIVERED;
  }

  /** Returns whether the attempt failed locally and is not counted. */
  boolean isNotAttempted() {
    return attempt.verdict() == Attempt.Verdict.NOT_ATTEMPTED;
  }

  /** Returns whether the delivery is retried with backoff. */
  boolean isRetried() {
    return attempt.verdict() == Attempt.Verdict.RETRYABLE
        && delivery.attempts() < Backoff.MAX_RETRIES;
  }

  int attempts() {
    return delivery.attempts() + 1;
  }

  DeliveryRow row() {
    return attempt.outcome(delivery, at);
  }
}
