package io.tidings.event.webhooks;

import io.tidings.event.store.Cursor;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoredEvent;
import java.util.List;

/** What gives the stored events in their order. Called by one thread. */
@FunctionalInterface
interface EventFeed {

  /** Returns the next events after a place, fewer than {@code most} only at the end. */
  List<StoredEvent> after(long seq, int most);

  /** Returns a trail's events, of all projects. */
  static EventFeed of(EventStore trail) {
    return (seq, most) -> trail.list(EventQuery.platform().cursor(new Cursor(seq, most)));
  }
}
