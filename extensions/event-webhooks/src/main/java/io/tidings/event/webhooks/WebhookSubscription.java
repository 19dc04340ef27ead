package io.tidings.event.webhooks;

import static java.util.Objects.requireNonNull;

import io.tidings.event.webhooks.internal.tables.StoredSubscription;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored subscription, without its secret. Immutable and thread-safe.
 *
 * @param id the id, assigned by the store
 * @param project the project whose events are delivered
 * @param spec the requested settings
 * @param pauseReason the reason of the pause, or null if the subscription is active; no delivery is
 *     sent to a paused subscription
 * @param createdAt the time of creation
 * @param updatedAt the time of the last change of spec or secret
 */
public record WebhookSubscription(
    String id,
    String project,
    SubscriptionSpec spec,
    @Nullable String pauseReason,
    Instant createdAt,
    Instant updatedAt) {

  /**
   * Creates a subscription.
   *
   * @throws NullPointerException if an argument other than {@code pauseReason} is null
   */
  public WebhookSubscription {
    requireNonNull(id, "id");
    requireNonNull(project, "project");
    requireNonNull(spec, "spec");
    requireNonNull(createdAt, "createdAt");
    requireNonNull(updatedAt, "updatedAt");
  }

  static WebhookSubscription of(StoredSubscription stored) {
    return new WebhookSubscription(
        stored.id(),
        stored.project(),
        SubscriptionSpec.of(stored.settings()),
        stored.pauseReason(),
        stored.createdAt(),
        stored.updatedAt());
  }

  StoredSubscription stored() {
    return new StoredSubscription(id, project, spec.settings(), pauseReason, createdAt, updatedAt);
  }

  /** Returns whether the subscription is paused. */
  public boolean isPaused() {
    return pauseReason != null;
  }
}
