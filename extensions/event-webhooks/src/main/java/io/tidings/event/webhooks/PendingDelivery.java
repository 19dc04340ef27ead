package io.tidings.event.webhooks;

import java.time.Instant;

/**
 * A delivery whose outcome is not known yet. Immutable.
 *
 * @param id its id
 * @param project the project
 * @param subscriptionId the subscription
 * @param eventId the event
 * @param eventType the type of the event
 * @param body what is sent, the same bytes in each attempt
 * @param attempts how often it was tried
 * @param createdAt when it became due for the first time
 */
record PendingDelivery(
    String id,
    String project,
    String subscriptionId,
    String eventId,
    String eventType,
    String body,
    int attempts,
    Instant createdAt) {}
