package io.tidings.event.webhooks.internal.dispatch;

import static io.tidings.event.webhooks.internal.dispatch.DispatchLog.LOG;

import io.tidings.event.EventKind;
import io.tidings.event.store.Cursor;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoredEvent;
import io.tidings.event.store.spi.StoreDatabase;
import io.tidings.event.webhooks.internal.tables.StateTable;
import io.tidings.event.webhooks.internal.tables.StoredSubscription;
import io.tidings.event.webhooks.internal.tables.SubscriptionRow;
import io.tidings.event.webhooks.internal.tables.SubscriptionTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Enqueuer of the deliveries that were skipped during a pause, a page of the trail at a time when
 * nothing else is due. Confined to the dispatcher's thread.
 */
final class MissedDeliveries {

  private static final EventKind[] KINDS = DeliveryEnqueuer.kinds();
  private static final int PAGE = 100;

  private final EventStore trail;
  private final StoreDatabase database;

  MissedDeliveries(EventStore trail) {
    this.trail = trail;
    this.database = trail.database();
  }

  /** Enqueues the next page and returns the row with its new state. */
  SubscriptionRow enqueueNext(SubscriptionRow row, long after) {
    EventQuery query = EventQuery.project(row.subscription().project()).kinds(KINDS);
    long removedUpTo = trail.removedUpTo(query);
    List<StoredEvent> events = trail.list(query.cursor(Cursor.after(after).limit(PAGE)));
    Long missedAfter = events.size() < PAGE ? null : (Long) events.get(PAGE - 1).seq();
    boolean enqueued = database.write(connection -> enqueue(connection, row, events, missedAfter));
    if (enqueued && removedUpTo > after) {
      LOG.warn(
          "Retention removed events between sequence numbers {} and {} while subscription {} was"
              + " paused; they are not delivered",
          after,
          removedUpTo,
          row.id());
    }
    return enqueued ? row.withMissedAfter(missedAfter) : row;
  }

  /** Enqueues nothing if the subscription has changed; the next refresh reads the change. */
  private boolean enqueue(
      Connection connection,
      SubscriptionRow row,
      List<StoredEvent> events,
      @Nullable Long missedAfter)
      throws SQLException {
    StateTable.lock(connection);
    StoredSubscription recipient = row.subscription();
    Optional<SubscriptionRow> current =
        SubscriptionTable.find(connection, recipient.project(), recipient.id());
    if (current.isEmpty() || !current.get().subscription().equals(recipient)) {
      return false;
    }
    try (DeliveryBatch batch = DeliveryBatch.in(connection, database.clock().instant())) {
      for (StoredEvent event : events) {
        if (SubscriptionCache.isRecipient(row, event)) {
          batch.add(event, recipient);
        }
      }
      batch.execute();
    }
    SubscriptionTable.setMissedAfter(connection, row.id(), missedAfter);
    return true;
  }
}
