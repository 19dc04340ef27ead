package io.tidings.event.spring.internal.transaction;

import io.tidings.event.EventBus;
import io.tidings.event.spi.FailureListener;
import io.tidings.event.spring.internal.BusWrapper;
import io.tidings.event.store.EventStore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.util.ClassUtils;

/**
 * The connection of a bus with the transactions of Spring: wraps the bus, and registers it with
 * each transaction of an outbox as it begins. Thread-safe.
 */
public final class BusTransactions implements BusWrapper, TransactionExecutionListener {

  private final DetachedWork detached;
  private final @Nullable TransactionalTrail trail;
  private final AtomicReference<@Nullable TransactionalBus> bus = new AtomicReference<>();

  private BusTransactions(
      Supplier<Stream<PlatformTransactionManager>> managers, @Nullable TransactionalTrail trail) {
    this.detached = new DetachedWork(managers);
    this.trail = trail;
  }

  /** Returns transactions whose events are dispatched after the commit. */
  public static BusTransactions afterCommit(Supplier<Stream<PlatformTransactionManager>> managers) {
    return new BusTransactions(managers, null);
  }

  /**
   * Returns transactions whose events are appended to a trail before the commit, and dispatched
   * after it.
   *
   * @param connections the DataSource of the trail and of the transactions
   */
  public static BusTransactions outbox(
      Supplier<Stream<PlatformTransactionManager>> managers,
      EventStore store,
      DataSource connections,
      FailureListener failures) {
    return new BusTransactions(
        managers, new TransactionalTrail(store, target(connections), failures, persistence()));
  }

  /** Returns the DataSource whose connections transactions bind. */
  public static DataSource target(DataSource connections) {
    return connections instanceof TransactionAwareDataSourceProxy proxy
            && proxy.getTargetDataSource() != null
        ? proxy.getTargetDataSource()
        : connections;
  }

  private static Runnable persistence() {
    boolean present =
        ClassUtils.isPresent(
            "org.springframework.orm.jpa.EntityManagerHolder",
            BusTransactions.class.getClassLoader());
    return present ? PersistenceContexts::flush : () -> {};
  }

  /** Returns a bus that emits within transactions as these transactions do. */
  @Override
  public EventBus apply(EventBus delegate) {
    TransactionalBus wrapped = new TransactionalBus(delegate, trail, detached);
    bus.set(wrapped);
    return wrapped;
  }

  @Override
  public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
    TransactionalBus wrapped = bus.get();
    if (wrapped != null && trail != null && failure == null && transaction.isNewTransaction()) {
      wrapped.join();
    }
  }
}
