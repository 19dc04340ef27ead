package io.tidings.event.webhooks;

import io.tidings.event.store.Cursor;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoredEvent;
import io.tidings.event.webhooks.internal.dispatch.DeliveryEnqueuer;
import io.tidings.event.webhooks.internal.dispatch.DispatchLoop;
import java.util.List;

/**
 * A dispatcher whose turns are run by the test: they enqueue events in place of the follower, and
 * attempts run within them.
 */
final class Turns {

  private static final int MANY = 10_000;

  private final EventStore trail;
  private final DispatchLoop loop;
  private final DeliveryEnqueuer enqueuer;
  private long position;

  Turns(EventStore trail, DispatchLoop loop) {
    this.trail = trail;
    this.loop = loop;
    this.enqueuer = new DeliveryEnqueuer(trail.database(), loop::nudge);
  }

  /** Enqueues the next events of the trail; returns whether there were any. */
  boolean feed() {
    List<StoredEvent> page =
        trail.list(DeliveryEnqueuer.QUERY.cursor(Cursor.after(position).limit(500)));
    page.forEach(enqueuer::handle);
    enqueuer.flush();
    page.forEach(event -> position = event.seq());
    return !page.isEmpty();
  }

  boolean turn() {
    boolean enqueued = feed();
    return loop.turn() || enqueued;
  }

  /** Runs turns until no work is left at this time. */
  void settle() {
    for (int turns = 0; turn(); turns++) {
      if (turns > MANY) {
        throw new AssertionError("the loop does not come to rest");
      }
    }
  }

  /** Reads all events again, as after a crash before the position was stored. */
  void rewind() {
    position = 0;
  }
}
