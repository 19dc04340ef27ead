package io.tidings.event.webhooks.internal.dispatch;

import static io.tidings.event.webhooks.internal.dispatch.DispatchLog.LOG;

import io.tidings.event.store.StoredEvent;
import io.tidings.event.webhooks.internal.payload.CanonicalJson;
import io.tidings.event.webhooks.internal.payload.DeliveryBody;
import io.tidings.event.webhooks.internal.payload.DeliveryId;
import io.tidings.event.webhooks.internal.tables.DeliveryRow;
import io.tidings.event.webhooks.internal.tables.DeliveryTable;
import io.tidings.event.webhooks.internal.tables.PendingDelivery;
import io.tidings.event.webhooks.internal.tables.PendingTable;
import io.tidings.event.webhooks.internal.tables.Sql;
import io.tidings.event.webhooks.internal.tables.StoredSubscription;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Batch of new deliveries within one transaction; inserting a delivery again has no effect. A
 * delivery whose body cannot be built is recorded as failed. Confined to one thread.
 */
public final class DeliveryBatch implements AutoCloseable {

  private static final int MAX_ROWS = 200;
  private static final int MAX_CHARS = 1 << 20;

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

  void add(StoredEvent event, StoredSubscription recipient) throws SQLException {
    String error;
    try {
      insert(delivery(event, recipient, now));
      return;
    } catch (CanonicalJson.TooLongException tooLong) {
      error =
          "the body would be longer than " + DeliveryBody.MAX_BYTES + " bytes; select less of it";
    } catch (RuntimeException unexpected) {
      LOG.warn(
          "Body for subscription {} could not be built; recording a failed delivery",
          recipient.id(),
          unexpected);
      error = "the body could not be built: " + unexpected.getClass().getName();
    }
    DeliveryTable.insert(connection, failure(event, recipient, error));
  }

  private void insert(PendingDelivery delivery) throws SQLException {
    Sql.bind(insert, PendingTable.values(delivery));
    insert.addBatch();
    rows++;
    chars += delivery.body().length();
    if (rows >= MAX_ROWS || chars >= MAX_CHARS) {
      execute();
    }
  }

  /** Sends the buffered rows to the database. */
  void execute() throws SQLException {
    if (rows > 0) {
      insert.executeBatch();
      rows = 0;
      chars = 0;
    }
  }

  /**
   * Returns the delivery of an event to a subscription.
   *
   * @throws CanonicalJson.TooLongException if its body is too long
   */
  public static PendingDelivery delivery(
      StoredEvent event, StoredSubscription recipient, Instant now)
      throws CanonicalJson.TooLongException {
    String eventId = event.event().id();
    return new PendingDelivery(
        DeliveryId.of(recipient.project(), recipient.id(), eventId),
        recipient.project(),
        recipient.id(),
        eventId,
        event.event().kind().id(),
        DeliveryBody.of(event, recipient.subscriber()),
        0,
        now);
  }

  private DeliveryRow failure(StoredEvent event, StoredSubscription recipient, String error) {
    String eventId = event.event().id();
    return new DeliveryRow(
        DeliveryId.of(recipient.project(), recipient.id(), eventId),
        recipient.project(),
        recipient.id(),
        eventId,
        event.event().kind().id(),
        false,
        null,
        0,
        Attempt.NO_REQUEST,
        null,
        error,
        now,
        now);
  }

  @Override
  public void close() throws SQLException {
    insert.close();
  }
}
