package io.tidings.event.webhooks;

import io.tidings.event.EventKind;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.Follower;
import io.tidings.event.store.StoredEvent;
import io.tidings.event.store.spi.StoreDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Makes deliveries of what a follower of the trail hands over, before the follower's place is kept:
 * what comes again is made once, and nothing is left out (WEB-16). Whom an event is for is looked
 * up in the transaction that makes the deliveries. Confined to the follower's thread.
 */
final class DeliveryEnqueuer implements Follower.Handler {

  /** What can be for somebody, whosever it is. */
  static final EventQuery QUERY = EventQuery.platform().kinds(kinds());

  private static final int MAX_EVENTS = 500;
  private static final int MAX_ROWS = 5_000;

  private final StoreDatabase database;
  private final Consumer<Set<String>> told;
  private final SubscriptionCache subscriptions = new SubscriptionCache();
  private final List<StoredEvent> collected = new ArrayList<>();

  /** Creates a feeder that names those for whom it has made something. */
  DeliveryEnqueuer(StoreDatabase database, Consumer<Set<String>> told) {
    this.database = database;
    this.told = told;
  }

  static EventKind[] kinds() {
    return Stream.of(WebhookEventType.values())
        .map(WebhookEventType::type)
        .toArray(EventKind[]::new);
  }

  /** Collects; where each event is for many, fewer of them are one transaction. */
  @Override
  public void handle(StoredEvent event) {
    collected.add(event);
    if (collected.size() >= Math.min(MAX_EVENTS, MAX_ROWS / Math.max(1, subscriptions.most()))) {
      flush();
    }
  }

  @Override
  public void flush() {
    if (collected.isEmpty()) {
      return;
    }
    try {
      told.accept(database.write(this::make));
    } finally {
      collected.clear();
    }
  }

  private Set<String> make(Connection connection) throws SQLException {
    subscriptions.refresh(connection, StateTable.lock(connection));
    Set<String> names = new HashSet<>();
    try (DeliveryBatch deliveries = DeliveryBatch.in(connection, database.clock().instant())) {
      for (StoredEvent event : collected) {
        for (WebhookSubscription to : subscriptions.recipients(event)) {
          deliveries.make(event, to);
          names.add(to.id());
        }
      }
      deliveries.finish();
    }
    StateTable.setFed(connection, collected.get(collected.size() - 1).seq());
    return names;
  }
}
