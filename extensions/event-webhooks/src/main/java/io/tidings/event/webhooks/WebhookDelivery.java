package io.tidings.event.webhooks;

import static java.util.Objects.requireNonNull;

import io.tidings.event.webhooks.internal.tables.DeliveryRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The final outcome of a delivery, recorded once after its last attempt. Request, response and
 * error are masked: they contain neither the secret nor the signature, header values of the
 * subscription or the query of its URL. Immutable and thread-safe.
 *
 * @param id the delivery id, derived from project, subscription and event; the same in every
 *     attempt
 * @param project the project
 * @param subscriptionId the subscription's id
 * @param eventId the event's id
 * @param eventType the id of the event's type
 * @param success whether the receiver responded with a 2xx status
 * @param statusCode the status code of the last attempt; 400 if the URL was rejected without a
 *     request; null without a response
 * @param attempts the number of attempts
 * @param request the last request as JSON; {@code {}} without a request
 * @param response the beginning of the response body, at most 2,000 characters, or null
 * @param error the failure of the last attempt, or null on success
 * @param createdAt the time at which the delivery was first due
 * @param finishedAt the time of the outcome
 * @contract WEB-12, WEB-14, WEB-17
 */
public record WebhookDelivery(
    String id,
    String project,
    String subscriptionId,
    String eventId,
    String eventType,
    boolean success,
    @Nullable Integer statusCode,
    int attempts,
    String request,
    @Nullable String response,
    @Nullable String error,
    Instant createdAt,
    Instant finishedAt) {

  /**
   * Creates a delivery.
   *
   * @throws NullPointerException if an argument other than {@code statusCode}, {@code response} and
   *     {@code error} is null
   */
  public WebhookDelivery {
    requireNonNull(id, "id");
    requireNonNull(project, "project");
    requireNonNull(subscriptionId, "subscriptionId");
    requireNonNull(eventId, "eventId");
    requireNonNull(eventType, "eventType");
    requireNonNull(request, "request");
    requireNonNull(createdAt, "createdAt");
    requireNonNull(finishedAt, "finishedAt");
  }

  static WebhookDelivery of(DeliveryRow row) {
    return new WebhookDelivery(
        row.id(),
        row.project(),
        row.subscriptionId(),
        row.eventId(),
        row.eventType(),
        row.success(),
        row.statusCode(),
        row.attempts(),
        row.request(),
        row.response(),
        row.error(),
        row.createdAt(),
        row.finishedAt());
  }
}
