package io.tidings.event.store.internal.follow;

import java.time.Duration;

/**
 * The delays between the restarts of one follower: each is twice the one before, up to the longest;
 * after progress the first follows again. Confined to one thread.
 */
public final class RestartDelays {

  private static final long NONE = -1;

  private final Duration first;
  private final Duration most;
  private Duration next;
  private long failedAt = NONE;

  /** Creates delays. */
  public RestartDelays(Duration first, Duration most) {
    this.first = first;
    this.most = most;
    this.next = first;
  }

  /** Returns the delay after a failure at a position. */
  public Duration after(long position) {
    if (position != failedAt) {
      failedAt = position;
      next = first;
    }
    Duration delay = next;
    next = delay.compareTo(most.dividedBy(2)) > 0 ? most : delay.multipliedBy(2);
    return delay;
  }
}
