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
import java.util.Objects;
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

  /**
   * A page of the trail, read for subscriptions of one revision. Immutable.
   *
   * @param after the sequence number before the page
   * @param events the events
   * @param removedUpTo the last sequence number that retention has removed
   * @param revision the revision of the subscriptions
   */
  record Page(long after, List<StoredEvent> events, long removedUpTo, long revision) {

    /** Returns where the next page starts, or null after the last one. */
    @Nullable Long next() {
      return events.size() < PAGE ? null : (Long) events.get(PAGE - 1).seq();
    }
  }

  /** Enqueues the next page and returns the row with its new state. */
  SubscriptionRow enqueueNext(SubscriptionRow row, long after, long revision) {
    return enqueue(row, read(row, after, revision));
  }

  Page read(SubscriptionRow row, long after, long revision) {
    EventQuery query = EventQuery.project(row.subscription().project()).kinds(KINDS);
    long removedUpTo = trail.removedUpTo(query);
    List<StoredEvent> events = trail.list(query.cursor(Cursor.after(after).limit(PAGE)));
    return new Page(after, events, removedUpTo, revision);
  }

  SubscriptionRow enqueue(SubscriptionRow row, Page page) {
    boolean enqueued = database.write(connection -> enqueue(connection, row, page));
    if (enqueued && page.removedUpTo() > page.after()) {
      LOG.warn(
          "Retention removed events between sequence numbers {} and {} while subscription {} was"
              + " paused; they are not delivered",
          page.after(),
          page.removedUpTo(),
          row.id());
    }
    return enqueued ? row.withMissedAfter(page.next()) : row;
  }

  /**
   * Enqueues nothing if a subscription has changed, since a pause and resumption skip later events,
   * or if another dispatcher has enqueued the page; the next refresh reads the change.
   */
  private boolean enqueue(Connection connection, SubscriptionRow row, Page page)
      throws SQLException {
    StoredSubscription recipient = row.subscription();
    if (StateTable.lock(connection) != page.revision()
        || !isMissing(connection, recipient, page.after())) {
      return false;
    }
    try (DeliveryBatch batch = DeliveryBatch.in(connection, database.clock().instant())) {
      for (StoredEvent event : page.events()) {
        if (SubscriptionCache.isRecipient(row, event)) {
          batch.add(event, recipient);
        }
      }
      batch.execute();
    }
    SubscriptionTable.setMissedAfter(connection, row.id(), page.next());
    return true;
  }

  private static boolean isMissing(Connection connection, StoredSubscription recipient, long after)
      throws SQLException {
    Optional<SubscriptionRow> current =
        SubscriptionTable.find(connection, recipient.project(), recipient.id());
    return current.isPresent() && Objects.equals(current.get().missedAfter(), after);
  }
}
