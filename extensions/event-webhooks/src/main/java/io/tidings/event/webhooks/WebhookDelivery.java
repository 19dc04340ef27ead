package io.tidings.event.webhooks;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a delivery: written once, when nothing more will be tried (WEB-14). Immutable and
 * thread-safe.
 *
 * @param id follows from event and subscription, so what is delivered again has the same (WEB-17)
 * @param project the project
 * @param subscriptionId the subscription
 * @param eventId the event
 * @param eventType the type of the event
 * @param success whether the receiver has accepted it
 * @param statusCode the last status code, 400 where the place was refused without a request, or
 *     null where there was no answer
 * @param attempts how often it was tried
 * @param request what was sent, as JSON, without secrets
 * @param response the beginning of what was answered, at most 2,000 characters, without secrets, or
 *     null
 * @param error what went wrong, or null
 * @param createdAt when it was due for the first time
 * @param finishedAt when its outcome was known
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

  /** Creates a delivery. */
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
}
