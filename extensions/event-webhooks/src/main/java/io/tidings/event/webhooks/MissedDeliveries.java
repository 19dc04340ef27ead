package io.tidings.event.webhooks;

import io.tidings.event.EventKind;
import io.tidings.event.store.Cursor;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoredEvent;
import io.tidings.event.store.spi.StoreDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the deliveries that were passed over while a subscription was paused, out of the trail: a
 * page at a time, as soon as nothing else is due. Confined to the dispatcher's thread.
 */
final class MissedDeliveries {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);
  private static final EventKind[] KINDS = DeliveryEnqueuer.kinds();
  private static final int PAGE = 100;

  private final EventStore trail;
  private final StoreDatabase database;

  MissedDeliveries(EventStore trail) {
    this.trail = trail;
    this.database = trail.database();
  }

  /** Makes what comes next, and returns the row as it is now. */
  SubscriptionTable.Row next(SubscriptionTable.Row row, long after) {
    EventQuery query = EventQuery.project(row.subscription().project()).kinds(KINDS);
    long removed = trail.removedUpTo(query);
    List<StoredEvent> events = trail.list(query.cursor(Cursor.after(after).limit(PAGE)));
    Long missed = events.size() < PAGE ? null : (Long) events.get(PAGE - 1).seq();
    boolean made = database.write(connection -> make(connection, row, events, missed));
    if (made && removed > after) {
      LOG.warn(
          "subscription {}: of what came while it was paused, events between places {} and {} of"
              + " the trail have been removed and are not delivered",
          row.id(),
          after,
          removed);
    }
    return made ? row.withMissedAfter(missed) : row;
  }

  /** Makes nothing where the subscription has changed meanwhile; the next look tells. */
  private boolean make(
      Connection connection,
      SubscriptionTable.Row row,
      List<StoredEvent> events,
      @Nullable Long missed)
      throws SQLException {
    StateTable.lock(connection);
    WebhookSubscription told = row.subscription();
    Optional<SubscriptionTable.Row> current =
        SubscriptionTable.find(connection, told.project(), told.id());
    if (current.isEmpty() || !current.get().subscription().equals(told)) {
      return false;
    }
    try (DeliveryBatch deliveries = DeliveryBatch.in(connection, database.clock().instant())) {
      for (StoredEvent event : events) {
        if (SubscriptionCache.isRecipient(row, event)) {
          deliveries.make(event, told);
        }
      }
      deliveries.finish();
    }
    SubscriptionTable.setMissedAfter(connection, row.id(), missed);
    return true;
  }
}
