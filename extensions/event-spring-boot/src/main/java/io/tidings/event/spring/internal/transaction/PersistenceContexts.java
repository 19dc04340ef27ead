package io.tidings.event.spring.internal.transaction;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The JPA persistence contexts of the current transaction. Stateless. */
final class PersistenceContexts {

  private PersistenceContexts() {}

  /** Flushes those that have joined the transaction; entity listeners may emit events. */
  static void flush() {
    for (Object resource :
        List.copyOf(TransactionSynchronizationManager.getResourceMap().values())) {
      if (resource instanceof EntityManagerHolder holder) {
        EntityManager context = holder.getEntityManager();
        if (context.isJoinedToTransaction()) {
          context.flush();
        }
      }
    }
  }
}
