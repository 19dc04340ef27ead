package io.tidings.event.webhooks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of one attempt at a delivery. Immutable.
 *
 * @param verdict what to do now
 * @param status the status code, or null where there was no answer
 * @param request what was sent, for people
 * @param response what was answered, for people, or null
 * @param error what went wrong, or null
 */
record Attempt(
    Verdict verdict,
    @Nullable Integer status,
    String request,
    @Nullable String response,
    @Nullable String error) {

  /** What to do after an attempt. */
  enum Verdict {
    /** Nothing more: it has arrived. */
    DELIVERED,
    /** Nothing more: it will not be different another time. */
    REJECTED,
    /** Try again later: the receiver, or the way to it, is in trouble. */
    RETRYABLE,
    /** Try again later, and count nothing: the trouble is here. */
    NOT_ATTEMPTED
  }

  /** What is kept of a request that was not made. */
  static final String NO_REQUEST = "{}";

  /** Returns what a status code means (WEB-13). */
  static Verdict verdict(int status) {
    return switch (status / 100) {
      case 2 -> Verdict.DELIVERED;
      case 5 -> Verdict.RETRYABLE;
      default -> Verdict.REJECTED;
    };
  }

  /** Returns an attempt that came to no request, for a reason of the receiver's. */
  static Attempt unreachable(String why) {
    return new Attempt(Verdict.RETRYABLE, null, NO_REQUEST, null, why);
  }

  /** Returns an attempt that came to no request, for a reason of ours. */
  static Attempt notAttempted(String why) {
    return new Attempt(Verdict.NOT_ATTEMPTED, null, NO_REQUEST, null, why);
  }

  /** Returns what becomes of a delivery if this was the last attempt at it. */
  WebhookDelivery outcome(PendingDelivery delivery, Instant at) {
    return new WebhookDelivery(
        delivery.id(),
        delivery.project(),
        delivery.subscriptionId(),
        delivery.eventId(),
        delivery.eventType(),
        verdict == Verdict.DELIVERED,
        status,
        delivery.attempts() + 1,
        request,
        response,
        error,
        delivery.createdAt(),
        at);
  }
}
