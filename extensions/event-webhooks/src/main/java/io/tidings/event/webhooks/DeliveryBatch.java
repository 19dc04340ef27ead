package io.tidings.event.webhooks;

import io.tidings.event.store.StoredEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes deliveries of stored events, within one transaction: each is there once, however often it
 * is made. One that cannot be made is one that has failed. Confined to one thread.
 */
final class DeliveryBatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);
  private static final int ROWS_AT_ONCE = 200;
  private static final int CHARS_AT_ONCE = 1 << 20;

  private final Connection connection;
  private final Instant now;
  private final PreparedStatement insert;
  private int rows;
  private int chars;

  private DeliveryBatch(Connection connection, Instant now, PreparedStatement insert) {
    this.connection = connection;
    this.now = now;
    this.insert = insert;
  }

  static DeliveryBatch in(Connection connection, Instant now) throws SQLException {
    return new DeliveryBatch(connection, now, connection.prepareStatement(PendingTable.INSERT));
  }

  void make(StoredEvent event, WebhookSubscription told) throws SQLException {
    String failure;
    try {
      insert(of(event, told, now));
      return;
    } catch (CanonicalJson.TooLongException tooLong) {
      failure =
          "the body would be longer than " + DeliveryBody.MAX_BYTES + " bytes; select less of it";
    } catch (RuntimeException unexpected) {
      LOG.warn("subscription {}: a body could not be made", told.id(), unexpected);
      failure = "the body could not be made: " + unexpected.getClass().getName();
    }
    DeliveryTable.upsert(connection, failed(event, told, failure));
  }

  private void insert(PendingDelivery made) throws SQLException {
    Sql.bind(insert, PendingTable.values(made));
    insert.addBatch();
    rows++;
    chars += made.body().length();
    if (rows >= ROWS_AT_ONCE || chars >= CHARS_AT_ONCE) {
      finish();
    }
  }

  /** Sends what is left to the database. */
  void finish() throws SQLException {
    if (rows > 0) {
      insert.executeBatch();
      rows = 0;
      chars = 0;
    }
  }

  /** Returns the delivery of an event to a subscription. */
  static PendingDelivery of(StoredEvent event, WebhookSubscription told, Instant now)
      throws CanonicalJson.TooLongException {
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

  private WebhookDelivery failed(StoredEvent event, WebhookSubscription told, String failure) {
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
        failure,
        now,
        now);
  }

  @Override
  public void close() throws SQLException {
    insert.close();
  }
}
