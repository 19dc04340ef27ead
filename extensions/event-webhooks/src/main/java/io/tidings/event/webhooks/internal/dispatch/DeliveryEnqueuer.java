package io.tidings.event.webhooks.internal.dispatch;

import io.tidings.event.EventKind;
import io.tidings.event.EventType;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.Follower;
import io.tidings.event.store.StoredEvent;
import io.tidings.event.store.spi.StoreDatabase;
import io.tidings.event.webhooks.internal.tables.StateTable;
import io.tidings.event.webhooks.internal.tables.StoredSubscription;
import io.tidings.event.webhooks.internal.tables.SubscriptionSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Follower handler that enqueues a delivery per event and recipient before the follower's position
 * is stored. Enqueueing is idempotent; recipients are read in the same transaction. Confined to the
 * follower's thread.
 *
 * @contract WEB-16
 */
public final class DeliveryEnqueuer implements Follower.Handler {

  /** The events that a subscription of any project may select. */
  public static final EventQuery QUERY = EventQuery.platform().kinds(kinds());

  private static final int MAX_EVENTS = 500;
  private static final int MAX_ROWS = 5_000;

  private final StoreDatabase database;
  private final Consumer<Set<String>> listener;
  private final SubscriptionCache subscriptions = new SubscriptionCache();
  private final List<StoredEvent> buffer = new ArrayList<>();

  /**
   * Creates an enqueuer.
   *
   * @param listener receives the ids of the subscriptions with new deliveries, after the commit
   */
  public DeliveryEnqueuer(StoreDatabase database, Consumer<Set<String>> listener) {
    this.database = database;
    this.listener = listener;
  }

  static EventKind[] kinds() {
    return Stream.of(EventType.values())
        .filter(SubscriptionSettings::isSubscribable)
        .toArray(EventKind[]::new);
  }

  /**
   * Buffers an event; the more recipients an event may have, the earlier the buffer is flushed. A
   * follower that starts again passes the events of a failed flush again.
   */
  @Override
  public void handle(StoredEvent event) {
    if (!buffer.isEmpty() && event.seq() <= last()) {
      buffer.clear();
    }
    buffer.add(event);
    int perEvent = Math.max(1, subscriptions.maxPerProject());
    if (buffer.size() >= Math.min(MAX_EVENTS, MAX_ROWS / perEvent)) {
      flush();
    }
  }

  /** Enqueues the buffered events. After a failure they remain for the next flush. */
  @Override
  public void flush() {
    if (buffer.isEmpty()) {
      return;
    }
    Set<String> ids = database.write(this::enqueue);
    buffer.clear();
    listener.accept(ids);
  }

  private long last() {
    return buffer.get(buffer.size() - 1).seq();
  }

  private Set<String> enqueue(Connection connection) throws SQLException {
    subscriptions.refresh(connection, StateTable.lock(connection));
    Set<String> ids = new HashSet<>();
    try (DeliveryBatch batch = DeliveryBatch.in(connection, database.clock().instant())) {
      for (StoredEvent event : buffer) {
        for (StoredSubscription recipient : subscriptions.recipients(event)) {
          batch.add(event, recipient);
          ids.add(recipient.id());
        }
      }
      batch.execute();
    }
    StateTable.setEnqueuedUpTo(connection, last());
    return ids;
  }
}
