package io.tidings.event.webhooks.internal.tables;

import io.tidings.event.webhooks.internal.payload.DeliveryBody;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A subscription without its secret. Immutable.
 *
 * @param id the id
 * @param project the project
 * @param settings the settings
 * @param pauseReason the reason of a pause, or null if the subscription is active
 * @param createdAt the time of creation
 * @param updatedAt the time of the last change
 */
public record StoredSubscription(
    String id,
    String project,
    SubscriptionSettings settings,
    @Nullable String pauseReason,
    Instant createdAt,
    Instant updatedAt) {

  /** Returns whether the subscription is paused. */
  public boolean isPaused() {
    return pauseReason != null;
  }

  /** Returns the fields that a body may contain. */
  public DeliveryBody.Subscriber subscriber() {
    return new DeliveryBody.Subscriber(
        id,
        project,
        settings.name(),
        settings.tags(),
        settings.meta(),
        createdAt,
        updatedAt,
        settings.payloadFields());
  }
}
