package io.tidings.event.webhooks.internal.tables;

import java.time.Instant;

/**
 * A delivery without an outcome, a row of {@code webhook_pending}. Immutable.
 *
 * @param id the delivery's id
 * @param project the project
 * @param subscriptionId the subscription
 * @param eventId the event
 * @param eventType the type of the event
 * @param body the request body, the same bytes in each attempt
 * @param attempts the number of attempts so far
 * @param createdAt the time at which the delivery was first due
 */
public record PendingDelivery(
    String id,
    String project,
    String subscriptionId,
    String eventId,
    String eventType,
    String body,
    int attempts,
    Instant createdAt) {}
