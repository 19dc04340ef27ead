package io.tidings.event.spring.internal.actuate;

import io.tidings.event.async.AsyncTap;
import io.tidings.event.store.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** The health of a trail: up if it can be read. The queue's numbers are details. */
public final class TrailHealth extends AbstractHealthIndicator {

  private final EventStore trail;
  private final @Nullable AsyncTap queue;

  /** Creates the health of a trail, with the queue before it if there is one. */
  public TrailHealth(EventStore trail, @Nullable AsyncTap queue) {
    super("The trail cannot be read");
    this.trail = trail;
    this.queue = queue;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    trail.database().hasTable("event");
    builder.up().withDetail("conflicts", trail.conflicts());
    if (queue != null) {
      builder
          .withDetail("pending", queue.pending())
          .withDetail("dropped", queue.dropped())
          .withDetail("failed", queue.failed());
    }
  }
}
