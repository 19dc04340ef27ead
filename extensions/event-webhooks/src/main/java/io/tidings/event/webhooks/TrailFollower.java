package io.tidings.event.webhooks;

import io.tidings.event.store.Cursor;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.Follower;
import io.tidings.event.store.StoreException;
import io.tidings.event.store.StoreException.Reason;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The follower of the trail that feeds a dispatcher, under a name, so that its place is in the
 * trail: begun again where something has ended it. Confined to the dispatcher's thread.
 */
final class TrailFollower implements AutoCloseable {

  /** The name under which the trail is followed. */
  static final String NAME = "webhooks";

  private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

  private final EventStore trail;
  private final Follower.Handler handler;
  private @Nullable Follower follower;
  private long resumeAt = System.nanoTime();

  TrailFollower(EventStore trail, Follower.Handler handler) {
    this.trail = trail;
    this.handler = handler;
  }

  /**
   * Makes sure that the trail is followed.
   *
   * @throws StoreException if it was closed
   */
  void ensureRunning() {
    Follower open = follower;
    if (open != null && open.done().isDone()) {
      follower = null;
      ended(open);
    }
    if (follower == null && System.nanoTime() - resumeAt >= 0) {
      follower = trail.follow(NAME, DeliveryEnqueuer.QUERY, Cursor.after(beginning()), handler);
    }
  }

  private void ended(Follower open) {
    try {
      open.done().join();
    } catch (CompletionException ended) {
      Throwable cause = ended.getCause();
      if (cause instanceof StoreException failure && failure.reason() == Reason.CLOSED) {
        throw failure;
      }
      if (cause instanceof StoreException failure && failure.reason() == Reason.BEHIND) {
        LOG.warn(
            "what has been removed unread is not delivered; deliveries go on after it: {}",
            failure.getMessage());
        return;
      }
      LOG.warn("the webhooks have stopped following the trail, and begin again", cause);
      resumeAt = System.nanoTime() + PAUSE;
    }
  }

  /** Returns the place to begin after where nobody has followed yet: before it nothing is asked. */
  private long beginning() {
    return trail
        .database()
        .read(
            connection -> {
              long head = StateTable.head(connection);
              return SubscriptionTable.earliest(connection).orElse(head);
            });
  }

  boolean isOpen() {
    return follower != null;
  }

  /** Ends following; the place stays where it is. */
  @Override
  public void close() {
    Follower open = follower;
    if (open != null) {
      open.close();
    }
    follower = null;
  }
}
