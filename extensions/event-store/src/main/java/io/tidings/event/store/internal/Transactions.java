package io.tidings.event.store.internal;

import io.tidings.event.store.spi.SqlWork;
import org.jspecify.annotations.Nullable;

/** Runner of the store's own transactions. Thread-safe. */
public interface Transactions {

  /**
   * Runs work in one transaction; returns after the commit, or throws and rolls back.
   *
   * @throws RuntimeException of the {@link FailureFactory} if the database refuses
   * @throws IllegalStateException if the calling thread is within a transaction already
   */
  <T extends @Nullable Object> T run(SqlWork<T> work);
}
