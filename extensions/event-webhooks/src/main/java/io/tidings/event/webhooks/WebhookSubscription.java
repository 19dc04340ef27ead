package io.tidings.event.webhooks;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A subscription, as it is kept: without its secret. Immutable and thread-safe.
 *
 * @param id its id
 * @param project whose events it is told of
 * @param spec what was asked for
 * @param paused why it is paused, or null where it is not; while it is, what comes waits
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 */
public record WebhookSubscription(
    String id,
    String project,
    SubscriptionSpec spec,
    @Nullable String paused,
    Instant createdAt,
    Instant updatedAt) {

  /** Creates a subscription. */
  public WebhookSubscription {
    requireNonNull(id, "id");
    requireNonNull(project, "project");
    requireNonNull(spec, "spec");
    requireNonNull(createdAt, "createdAt");
    requireNonNull(updatedAt, "updatedAt");
  }

  /** Tells whether it is paused. */
  public boolean isPaused() {
    return paused != null;
  }
}
