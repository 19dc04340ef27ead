package io.tidings.event.webhooks;

import io.tidings.event.store.StoreException;
import io.tidings.event.store.spi.StoreDatabase;
import io.tidings.event.store.spi.StoreLease;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to dispatch from a trail, which one dispatcher has at a time. Confined to the
 * dispatcher's thread.
 */
final class DispatchLease implements AutoCloseable {

  /** After how long another dispatcher takes over from one that has gone without a word. */
  static final Duration TIME = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);
  private static final long KEPT = TimeUnit.SECONDS.toNanos(10);
  private static final long ASKED = TimeUnit.SECONDS.toNanos(1);

  private final StoreLease lease;
  private final LongSupplier nanoTime;
  private boolean held;
  private long next;

  DispatchLease(StoreDatabase database, LongSupplier nanoTime) {
    this.lease = database.lease(TrailFollower.NAME, TIME);
    this.nanoTime = nanoTime;
    this.next = nanoTime.getAsLong();
  }

  /**
   * Tells whether this dispatcher has the right; renews it every ten seconds, and asks for it every
   * second while another has it.
   *
   * @throws StoreException if it cannot be told; then it does not
   */
  boolean isHeld() {
    long now = nanoTime.getAsLong();
    if (now - next >= 0) {
      held = false;
      next = now + ASKED;
      held = lease.take();
      next = now + (held ? KEPT : ASKED);
    }
    return held;
  }

  @Override
  public void close() {
    try {
      lease.release();
    } catch (StoreException unreachable) {
      LOG.warn("the right to dispatch was not given back; it ends by itself", unreachable);
    }
  }
}
