package io.tidings.event.spring.internal.transaction;

import io.tidings.event.DomainEvent;
import io.tidings.event.spi.FailureListener;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoreTap;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The trail of an application's DataSource, appended to on the connection of the current
 * transaction or on one of the store's own. Thread-safe.
 */
final class TransactionalTrail {

  private final EventStore store;
  private final StoreTap tap;
  private final DataSource connections;
  private final FailureListener failures;
  private final Runnable persistence;

  /**
   * Creates a trail.
   *
   * @param persistence flushes the persistence contexts of the current transaction
   */
  TransactionalTrail(
      EventStore store, DataSource connections, FailureListener failures, Runnable persistence) {
    this.store = store;
    this.tap = new StoreTap(store);
    this.connections = connections;
    this.failures = failures;
    this.persistence = persistence;
  }

  void flushPersistence() {
    persistence.run();
  }

  /**
   * Appends events on the connection of the current transaction.
   *
   * @return false if the transaction has none to the trail's DataSource
   */
  boolean append(List<DomainEvent> events) {
    if (!TransactionSynchronizationManager.hasResource(connections)) {
      return false;
    }
    Connection connection = DataSourceUtils.getConnection(connections);
    try {
      if (connection.getAutoCommit()) {
        return false;
      }
      store.append(connection, events);
      return true;
    } catch (SQLException failure) {
      throw new DataAccessResourceFailureException(
          "the connection of the transaction failed; its events were not appended", failure);
    } finally {
      DataSourceUtils.releaseConnection(connection, connections);
    }
  }

  /**
   * Appends events on a connection of the store; reports a failure to the listener.
   *
   * @return the failure, or null
   */
  @Nullable Throwable store(List<DomainEvent> events) {
    try {
      tap.onEvents(events);
      return null;
    } catch (RuntimeException failure) {
      events.forEach(event -> failures.tapFailed(event, tap, failure));
      return failure;
    }
  }

  /** Returns whether every append on the store's own connections since the last flush succeeded. */
  boolean flush() {
    return tap.flush(Duration.ZERO);
  }
}
