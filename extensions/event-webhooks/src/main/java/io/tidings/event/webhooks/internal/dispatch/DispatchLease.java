package io.tidings.event.webhooks.internal.dispatch;

import static io.tidings.event.webhooks.internal.dispatch.DispatchLog.LOG;

import io.tidings.event.store.StoreException;
import io.tidings.event.store.spi.StoreDatabase;
import io.tidings.event.store.spi.StoreLease;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The lease of a trail's active dispatcher; one dispatcher holds it at a time. Confined to the
 * dispatcher's thread.
 */
final class DispatchLease implements AutoCloseable {

  /** Time after which the lease of an unresponsive dispatcher expires. */
  static final Duration TIME_TO_LIVE = Duration.ofSeconds(30);

  private static final long RENEW_INTERVAL = TimeUnit.SECONDS.toNanos(10);
  private static final long ACQUIRE_INTERVAL = TimeUnit.SECONDS.toNanos(1);

  private final StoreLease lease;
  private final LongSupplier nanoTime;
  private boolean held;
  private long next;

  DispatchLease(StoreDatabase database, LongSupplier nanoTime) {
    this.lease = database.lease(TrailFollower.NAME, TIME_TO_LIVE);
    this.nanoTime = nanoTime;
    this.next = nanoTime.getAsLong();
  }

  /**
   * Returns whether this dispatcher holds the lease; renews it every ten seconds, and tries to
   * acquire it every second while another dispatcher holds it.
   *
   * @throws StoreException if the database fails; the lease then counts as not held
   */
  boolean isHeld() {
    long now = nanoTime.getAsLong();
    if (now - next >= 0) {
      held = false;
      next = now + ACQUIRE_INTERVAL;
      held = lease.take();
      next = now + (held ? RENEW_INTERVAL : ACQUIRE_INTERVAL);
    }
    return held;
  }

  /** Renews the lease at once; returns whether this dispatcher holds it. */
  boolean renew() {
    next = nanoTime.getAsLong();
    return isHeld();
  }

  @Override
  public void close() {
    try {
      lease.release();
    } catch (StoreException unreachable) {
      LOG.warn("Could not release the dispatch lease; it will expire on its own", unreachable);
    }
  }
}
