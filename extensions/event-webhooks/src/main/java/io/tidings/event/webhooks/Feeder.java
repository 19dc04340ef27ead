package io.tidings.event.webhooks;

import io.tidings.event.store.StoredEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Makes deliveries of stored events: what is due for whom is kept in the same transaction as the
 * place in the trail up to which that was done, so that nothing is left out and nothing made twice
 * (WEB-16). Confined to the dispatcher's thread.
 */
final class Feeder {

  private static final int PAGE = 500;
  private static final int MAX_ROWS = 5_000;

  private final EventFeed feed;
  private final WebhookStore store;
  private final Subscriptions subscriptions;

  Feeder(EventFeed feed, WebhookStore store, Subscriptions subscriptions) {
    this.feed = feed;
    this.store = store;
    this.subscriptions = subscriptions;
  }

  /** Takes what comes next in the trail; answers whether there was something. */
  boolean feed() {
    int most = Math.max(1, Math.min(PAGE, MAX_ROWS / Math.max(1, subscriptions.most())));
    List<StoredEvent> events = feed.after(store.database().read(PendingTable::cursor), most);
    if (events.isEmpty()) {
      return false;
    }
    Instant now = store.clock().instant();
    store
        .database()
        .change(
            connection -> {
              for (StoredEvent event : events) {
                make(connection, event, now);
              }
              PendingTable.setCursor(connection, events.get(events.size() - 1).seq());
            });
    return true;
  }

  private void make(Connection connection, StoredEvent event, Instant now) throws SQLException {
    WebhookEventType type = WebhookEventType.of(event.event().kind());
    String project = event.event().scope().project();
    if (type == null || project == null) {
      return;
    }
    for (WebhookSubscription told : subscriptions.toldOf(project, type, event.event())) {
      if (!event.receivedAt().isBefore(told.createdAt())) {
        make(connection, event, told, now);
      }
    }
  }

  private static void make(
      Connection connection, StoredEvent event, WebhookSubscription told, Instant now)
      throws SQLException {
    try {
      PendingTable.insert(connection, delivery(event, told, now));
    } catch (Json.TooLong tooLong) {
      DeliveryTable.upsert(connection, tooLong(event, told, now));
    }
  }

  static PendingDelivery delivery(StoredEvent event, WebhookSubscription told, Instant now)
      throws Json.TooLong {
    String eventId = event.event().id();
    return new PendingDelivery(
        DeliveryId.of(told.project(), told.id(), eventId),
        told.project(),
        told.id(),
        eventId,
        event.event().kind().id(),
        DeliveryBody.of(event, told.project(), told),
        0,
        now);
  }

  private static WebhookDelivery tooLong(StoredEvent event, WebhookSubscription told, Instant now) {
    String eventId = event.event().id();
    return new WebhookDelivery(
        DeliveryId.of(told.project(), told.id(), eventId),
        told.project(),
        told.id(),
        eventId,
        event.event().kind().id(),
        false,
        null,
        0,
        Attempt.NO_REQUEST,
        null,
        "the body would be longer than " + DeliveryBody.MAX_BYTES + " bytes; select less of it",
        now,
        now);
  }
}
