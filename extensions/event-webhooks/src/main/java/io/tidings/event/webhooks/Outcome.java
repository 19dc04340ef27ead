package io.tidings.event.webhooks;

import java.time.Instant;

/**
 * An attempt that has ended. Immutable.
 *
 * @param lane whose it was
 * @param delivery what was to be delivered
 * @param attempt what came of it
 * @param at when
 */
record Outcome(SubscriptionQueue queue, PendingDelivery delivery, Attempt attempt, Instant at) {

  boolean isDelivered() {
    return attempt.verdict() == Attempt.Verdict.DELIVERED;
  }

  /** Tells whether it came to nothing for a reason of ours, and counts as no attempt. */
  boolean isNotAttempted() {
    return attempt.verdict() == Attempt.Verdict.NOT_ATTEMPTED;
  }

  /** Tells whether it is tried again (WEB-13). */
  boolean isOpen() {
    return attempt.verdict() == Attempt.Verdict.RETRYABLE
        && delivery.attempts() < Backoff.MAX_RETRIES;
  }

  int attempts() {
    return delivery.attempts() + 1;
  }

  WebhookDelivery outcome() {
    return attempt.outcome(delivery, at);
  }
}
