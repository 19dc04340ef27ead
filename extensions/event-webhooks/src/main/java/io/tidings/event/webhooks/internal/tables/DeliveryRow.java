package io.tidings.event.webhooks.internal.tables;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The recorded outcome of a delivery, a row of {@code webhook_delivery}. Immutable.
 *
 * @param id the delivery's id
 * @param project the project
 * @param subscriptionId the subscription
 * @param eventId the event
 * @param eventType the type of the event
 * @param success whether the receiver accepted the delivery
 * @param statusCode the last status code, or null without a response
 * @param attempts the number of attempts
 * @param request the masked request
 * @param response the masked beginning of the response, or null
 * @param error the error, or null
 * @param createdAt the time at which the delivery was first due
 * @param finishedAt the time of the outcome
 */
public record DeliveryRow(
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
    Instant finishedAt) {}
