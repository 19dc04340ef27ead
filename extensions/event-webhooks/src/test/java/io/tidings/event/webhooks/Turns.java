package io.tidings.event.webhooks;

import io.tidings.event.store.Cursor;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoredEvent;
import io.tidings.event.webhooks.internal.dispatch.DeliveryEnqueuer;
import io.tidings.event.webhooks.internal.dispatch.DispatchLoop;
import java.util.List;

/**
 * A dispatcher whose turns the test takes: what the follower would hand over is handed over in
 * them, and attempts run within them.
 */
final class Turns {

  private static final int MANY = 10_000;

  private final EventStore trail;
  private final DispatchLoop loop;
  private final DeliveryEnqueuer enqueuer;
  private long place;

  Turns(EventStore trail, DispatchLoop loop) {
    this.trail = trail;
    this.loop = loop;
    this.enqueuer = new DeliveryEnqueuer(trail.database(), loop::nudge);
  }

  /** Hands over what comes next in the trail; answers whether there was something. */
  boolean feed() {
    List<StoredEvent> page =
        trail.list(DeliveryEnqueuer.QUERY.cursor(Cursor.after(place).limit(500)));
    page.forEach(enqueuer::handle);
    enqueuer.flush();
    page.forEach(event -> place = event.seq());
    return !page.isEmpty();
  }

  boolean turn() {
    boolean fed = feed();
    return loop.turn() || fed;
  }

  /** Takes turns until there is nothing to do at this time. */
  void settle() {
    for (int turns = 0; turn(); turns++) {
      if (turns > MANY) {
        throw new AssertionError("the loop does not come to rest");
      }
    }
  }

  /** Lets everything come again, as after a crash before the follower's place was kept. */
  void rewind() {
    place = 0;
  }
}
