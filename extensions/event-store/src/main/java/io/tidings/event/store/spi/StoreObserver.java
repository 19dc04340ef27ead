package io.tidings.event.store.spi;

import io.tidings.event.DomainEvent;
import io.tidings.event.store.delivery.DeliveryAttempt;
import io.tidings.event.store.delivery.DeliveryHandler;
import java.util.List;
import java.util.function.Supplier;

/**
 * Observer of the appends of a store and of the attempts of its durable deliveries, for meters,
 * spans and recordings. Pass it to {@link io.tidings.event.store.EventStoreBuilder#observer}.
 *
 * <p>Each method surrounds one operation: an implementation makes the call that it is given exactly
 * once, on the same thread, and returns or throws what the call does. Each default implementation
 * does only that. What an observer throws of its own fails the operation. Implementations must be
 * thread-safe.
 *
 * @contract STO-20
 */
public interface StoreObserver {

  /**
   * Surrounds an append of redacted events until its transaction has ended or, in a transaction of
   * the host, until its last statement.
   *
   * @param events the events as given to the store, at least one; they are not redacted
   * @param append the append
   * @param <T> the type of the result
   * @return the result of {@code append}
   * @throws RuntimeException what {@code append} throws
   */
  default <T> T append(List<DomainEvent> events, Supplier<T> append) {
    return append.get();
  }

  /**
   * Surrounds an attempt of a durable delivery, in the context of its event.
   *
   * @param delivery the name of the delivery
   * @param attempt the attempt
   * @param handler the handler to call with {@code attempt}
   * @throws Exception what the handler throws
   */
  default void attempt(String delivery, DeliveryAttempt attempt, DeliveryHandler handler)
      throws Exception {
    handler.handle(attempt);
  }

  /**
   * Returns an observer that surrounds the operations of another one.
   *
   * @param inner the observer that is called within this one
   */
  default StoreObserver around(StoreObserver inner) {
    StoreObserver outer = this;
    return new StoreObserver() {
      @Override
      public <T> T append(List<DomainEvent> events, Supplier<T> append) {
        return outer.append(events, () -> inner.append(events, append));
      }

      @Override
      public void attempt(String delivery, DeliveryAttempt attempt, DeliveryHandler handler)
          throws Exception {
        outer.attempt(delivery, attempt, same -> inner.attempt(delivery, same, handler));
      }
    };
  }
}
