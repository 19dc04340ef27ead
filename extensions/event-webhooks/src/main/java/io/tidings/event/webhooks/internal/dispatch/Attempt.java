package io.tidings.event.webhooks.internal.dispatch;

import io.tidings.event.webhooks.internal.tables.DeliveryRow;
import io.tidings.event.webhooks.internal.tables.PendingDelivery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The result of one delivery attempt. Immutable.
 *
 * @param verdict the next step
 * @param status the status code, or null without a response
 * @param request the masked request
 * @param response the masked beginning of the response, or null
 * @param error the error, or null
 */
public record Attempt(
    Verdict verdict,
    @Nullable Integer status,
    String request,
    @Nullable String response,
    @Nullable String error) {

  /** The next step after an attempt. */
  public enum Verdict {
    /** The receiver accepted the delivery. */
    DELIVERED,
    /** Final failure: another attempt would fail too. */
    REJECTED,
    /** Failure of the receiver or the network: retry with backoff. */
    RETRYABLE,
    /** Local failure before a request: retry later, without counting the attempt. */
    NOT_ATTEMPTED
  }

  /** The recorded request of an attempt without one. */
  static final String NO_REQUEST = "{}";

  /** Returns the verdict for a status code. */
  static Verdict verdict(int status) {
    return switch (status / 100) {
      case 2 -> Verdict.DELIVERED;
      case 5 -> Verdict.RETRYABLE;
      default -> Verdict.REJECTED;
    };
  }

  /** Returns a retryable attempt without a request, for a failure outside this process. */
  static Attempt unreachable(String error) {
    return new Attempt(Verdict.RETRYABLE, null, NO_REQUEST, null, error);
  }

  /** Returns an attempt without a request, for a failure inside this process. */
  static Attempt notAttempted(String error) {
    return new Attempt(Verdict.NOT_ATTEMPTED, null, NO_REQUEST, null, error);
  }

  /** Returns the recorded outcome of a delivery whose last attempt this is. */
  public DeliveryRow outcome(PendingDelivery delivery, Instant at) {
    return new DeliveryRow(
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
