package io.tidings.event.spring;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventKind;
import io.tidings.event.store.Cursor;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoredEvent;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An application with the auto-configuration, whose rows and trail are in one schema. */
final class Shop implements AutoCloseable {

  static final EventKind PLACED = EventKind.of("order.placed");
  static final EventKind MAILED = EventKind.of("order.mailed");

  final ConfigurableApplicationContext context;
  final EventBus bus;
  final EventStore trail;
  final JdbcTemplate jdbc;

  private Shop(ConfigurableApplicationContext context) {
    this.context = context;
    this.bus = context.getBean(EventBus.class);
    this.trail = context.getBean(EventStore.class);
    this.jdbc = context.getBean(JdbcTemplate.class);
    jdbc.execute("CREATE TABLE IF NOT EXISTS orders (id TEXT PRIMARY KEY)");
  }

  /** Starts an application on a schema; properties are in the form name=value. */
  static Shop open(String url, Class<?> configuration, String... properties) {
    return new Shop(
        new SpringApplicationBuilder(configuration)
            .web(WebApplicationType.NONE)
            .properties("spring.datasource.url=" + url, "logging.level.io.tidings.audit=OFF")
            .properties(properties)
            .properties("spring.main.banner-mode=off", "spring.jpa.hibernate.ddl-auto=update")
            .run());
  }

  TransactionTemplate transaction(int propagation) {
    TransactionTemplate template =
        new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    template.setPropagationBehavior(propagation);
    return template;
  }

  /** Runs work in a transaction of its own, and commits it. */
  void commit(Runnable work) {
    transaction(TransactionDefinition.PROPAGATION_REQUIRED)
        .executeWithoutResult(status -> work.run());
  }

  /** Runs work in a transaction, and rolls it back. */
  void rollBack(Runnable work) {
    transaction(TransactionDefinition.PROPAGATION_REQUIRED)
        .executeWithoutResult(
            status -> {
              work.run();
              status.setRollbackOnly();
            });
  }

  /** Returns a new event with a correlation of its own. */
  DomainEvent event(EventKind kind) {
    return bus.events().root(kind).detail("order", UUID.randomUUID().toString()).build();
  }

  /** Inserts the order of an event. */
  void insert(DomainEvent event) {
    jdbc.update("INSERT INTO orders VALUES (?)", event.id());
  }

  boolean hasRow(DomainEvent event) {
    return List.of(1L)
        .equals(
            jdbc.queryForList("SELECT count(*) FROM orders WHERE id = ?", Long.class, event.id()));
  }

  boolean hasStored(DomainEvent event) {
    return trail.count(EventQuery.platform().event(event.id())) == 1;
  }

  /** Returns the kinds of the stored events of a correlation, in their order. */
  List<String> stored(DomainEvent event) {
    try (Stream<StoredEvent> events =
        trail.stream(
            EventQuery.platform().correlation(event.correlationId()).cursor(Cursor.start()))) {
      return events.map(stored -> stored.event().kind().id()).toList();
    }
  }

  /** Commits a transaction that fails in a later step before its commit. */
  void failBeforeCommit(Runnable work) {
    commit(
        () -> {
          work.run();
          TransactionSynchronizationManager.registerSynchronization(
              new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                  throw new IllegalStateException("a later step fails");
                }
              });
        });
  }

  @Override
  public void close() {
    context.close();
  }

  /** Plain JDBC. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration(
      excludeName =
          "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration")
  static class Jdbc {}

  /** JPA. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @org.springframework.boot.persistence.autoconfigure.EntityScan(basePackageClasses = Shop.class)
  static class Jpa {}
}
