package io.tidings.event.webhooks.internal.dispatch;

import static io.tidings.event.webhooks.internal.dispatch.DispatchLog.LOG;

import io.tidings.event.store.Cursor;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.Follower;
import io.tidings.event.store.StoreException;
import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.webhooks.internal.tables.StateTable;
import io.tidings.event.webhooks.internal.tables.SubscriptionTable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Named follower of the trail, restarted after a failure; its position is stored in the trail.
 * Confined to the dispatcher's thread.
 */
final class TrailFollower implements AutoCloseable {

  /** The name of the follower and of the lease. */
  static final String NAME = "webhooks";

  private static final long RESTART_DELAY = TimeUnit.SECONDS.toNanos(1);

  private final EventStore trail;
  private final Follower.Handler handler;
  private @Nullable Follower follower;
  private long restartAt = System.nanoTime();

  TrailFollower(EventStore trail, Follower.Handler handler) {
    this.trail = trail;
    this.handler = handler;
  }

  /**
   * Starts the follower unless it runs or waits for its restart.
   *
   * @throws StoreException if the trail is closed
   */
  void ensureRunning() {
    Follower open = follower;
    if (open != null && open.done().isDone()) {
      follower = null;
      reportEnd(open);
    }
    if (follower == null && System.nanoTime() - restartAt >= 0) {
      follower = trail.follow(NAME, DeliveryEnqueuer.QUERY, Cursor.after(start()), handler);
    }
  }

  private void reportEnd(Follower open) {
    try {
      open.done().join();
    } catch (CompletionException end) {
      Throwable cause = end.getCause();
      if (cause instanceof StoreException failure && failure.reason() == Reason.CLOSED) {
        throw failure;
      }
      if (cause instanceof StoreException failure && failure.reason() == Reason.BEHIND) {
        LOG.warn(
            "Events were removed before webhooks read them and are not delivered; continuing after"
                + " them: {}",
            failure.getMessage());
        return;
      }
      LOG.warn("Follower of the trail failed; restarting it in 1 s", cause);
      restartAt = System.nanoTime() + RESTART_DELAY;
    }
  }

  /** Returns the position of a new follower: no subscription selects an event before it. */
  private long start() {
    return trail
        .database()
        .read(
            connection -> {
              long head = StateTable.head(connection);
              return SubscriptionTable.earliest(connection).orElse(head);
            });
  }

  boolean isRunning() {
    return follower != null;
  }

  /** Stops the follower; its stored position is unchanged. */
  @Override
  public void close() {
    Follower open = follower;
    if (open != null) {
      open.close();
    }
    follower = null;
  }
}
