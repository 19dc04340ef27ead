package io.tidings.event.spring.autoconfigure;

import static java.util.Objects.requireNonNull;

import io.tidings.event.spi.FailureListener;
import io.tidings.event.spring.internal.transaction.BusTransactions;
import io.tidings.event.store.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.PlatformTransactionManager;

/** Auto-configuration of emits within transactions. */
@AutoConfiguration(after = TrailAutoConfiguration.class)
@ConditionalOnClass(PlatformTransactionManager.class)
class TransactionsAutoConfiguration {

  /** Returns the connection of the bus with transactions, or null in the mode immediate. */
  @Bean
  @Order(100)
  @Nullable BusTransactions tidingsTransactions(
      EmitMode emits,
      ObjectProvider<EventStore> trail,
      FailureListener failures,
      ObjectProvider<PlatformTransactionManager> managers) {
    return switch (emits.mode()) {
      case IMMEDIATE -> null;
      case AFTER_COMMIT -> BusTransactions.afterCommit(managers::orderedStream);
      case OUTBOX ->
          BusTransactions.outbox(
              managers::orderedStream,
              trail.getObject(),
              requireNonNull(emits.connections()),
              failures);
    };
  }
}
