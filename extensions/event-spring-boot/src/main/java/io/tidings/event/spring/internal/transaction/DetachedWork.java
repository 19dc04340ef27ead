package io.tidings.event.spring.internal.transaction;

import static java.util.Objects.requireNonNull;

import java.util.Iterator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Execution outside the transaction of the calling thread: a completed one is still bound while its
 * synchronizations run, and work that joined it would never be committed. Thread-safe.
 */
final class DetachedWork {

  /** The transaction managers, looked up at each call; any of them may have the transaction. */
  private final Supplier<Stream<PlatformTransactionManager>> managers;

  DetachedWork(Supplier<Stream<PlatformTransactionManager>> managers) {
    this.managers = managers;
  }

  /** Calls work with the transactions of all managers suspended. */
  <T> T call(Supplier<T> work) {
    return call(managers.get().iterator(), work);
  }

  private static <T> T call(Iterator<PlatformTransactionManager> rest, Supplier<T> work) {
    if (!rest.hasNext()) {
      return work.get();
    }
    TransactionTemplate suspended = new TransactionTemplate(rest.next());
    suspended.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    return requireNonNull(suspended.execute(status -> call(rest, work)));
  }
}
