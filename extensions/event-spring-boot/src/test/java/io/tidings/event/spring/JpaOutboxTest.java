package io.tidings.event.spring;

import static io.tidings.event.spring.Shop.MAILED;
import static io.tidings.event.spring.Shop.PLACED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventSelector;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox with JPA on a real PostgreSQL. */
class JpaOutboxTest {

  private static Shop shop;
  private static EntityManager entities;

  @BeforeAll
  static void open() {
    shop = Shop.open(Postgres.schema("jpa"), Shop.Jpa.class);
    entities =
        SharedEntityManagerCreator.createSharedEntityManager(
            shop.context.getBean(EntityManagerFactory.class));
  }

  @AfterEach
  void forget() {
    Purchase.flushed = null;
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static long rows(String id) {
    return shop.jdbc.queryForList("SELECT id FROM purchase WHERE id = ?", id).size();
  }

  @Test
  void entity_and_event_are_committed_together() {
    DomainEvent event = shop.event(PLACED);

    shop.commit(
        () -> {
          entities.persist(new Purchase(event.id()));
          shop.bus.emit(event);
        });

    assertThat(rows(event.id())).isEqualTo(1);
    assertThat(shop.hasStored(event)).isTrue();
  }

  @Test
  void append_is_undone_with_its_transaction() {
    DomainEvent event = shop.event(PLACED);

    assertThatThrownBy(
            () ->
                shop.failBeforeCommit(
                    () -> {
                      entities.persist(new Purchase(event.id()));
                      shop.bus.emit(event);
                    }))
        .hasMessage("a later step fails");

    assertThat(rows(event.id())).isZero();
    assertThat(shop.hasStored(event)).isFalse();
  }

  @Test
  void entity_and_event_are_rolled_back_together() {
    DomainEvent event = shop.event(PLACED);

    shop.rollBack(
        () -> {
          entities.persist(new Purchase(event.id()));
          entities.flush();
          shop.bus.emit(event);
        });

    assertThat(rows(event.id())).isZero();
    assertThat(shop.hasStored(event)).isFalse();
  }

  @Test
  void event_emitted_by_the_flush_is_stored_in_the_transaction() {
    DomainEvent event = shop.event(PLACED);
    Purchase.flushed = purchase -> shop.bus.emit(event);

    try (Logged logged = Logged.warnings()) {
      shop.commit(() -> entities.persist(new Purchase(event.id())));
      assertThat(logged.list()).isEmpty();
    }

    assertThat(rows(event.id())).isEqualTo(1);
    assertThat(shop.hasStored(event)).isTrue();
  }

  @Test
  void event_emitted_by_the_flush_of_a_change_is_stored_too() {
    DomainEvent placed = shop.event(PLACED);
    DomainEvent changed = shop.event(MAILED);
    shop.commit(() -> entities.persist(new Purchase(placed.id())));
    Purchase.flushed = purchase -> shop.bus.emit(changed);

    try (Logged logged = Logged.warnings()) {
      shop.commit(
          () -> {
            entities.find(Purchase.class, placed.id()).amount = 3;
            shop.bus.emit(placed);
          });
      assertThat(logged.list()).isEmpty();
    }

    assertThat(shop.hasStored(placed)).isTrue();
    assertThat(shop.hasStored(changed)).isTrue();
  }

  @Test
  void handler_persists_in_a_transaction_of_its_own() {
    DomainEvent event = shop.event(PLACED);
    shop.bus.subscribe(
        EventSelector.correlation(event.correlationId()),
        e -> shop.commit(() -> entities.persist(new Purchase("h-" + e.id()))));

    shop.commit(() -> shop.bus.emit(event));

    assertThat(rows("h-" + event.id())).isEqualTo(1);
  }

  @Test
  void inner_transaction_commits_alone() {
    DomainEvent outer = shop.event(PLACED);
    DomainEvent inner = shop.event(PLACED);

    shop.rollBack(
        () -> {
          entities.persist(new Purchase(outer.id()));
          shop.bus.emit(outer);
          shop.transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW)
              .executeWithoutResult(
                  status -> {
                    entities.persist(new Purchase(inner.id()));
                    shop.bus.emit(inner);
                  });
        });

    assertThat(rows(inner.id())).isEqualTo(1);
    assertThat(shop.hasStored(inner)).isTrue();
    assertThat(rows(outer.id())).isZero();
    assertThat(shop.hasStored(outer)).isFalse();
  }

  @Test
  void read_only_transaction_is_not_flushed() {
    DomainEvent event = shop.event(PLACED);
    List<Purchase> flushed = new ArrayList<>();
    shop.commit(() -> entities.persist(new Purchase(event.id())));
    Purchase.flushed = flushed::add;
    TransactionTemplate readOnly = shop.transaction(TransactionDefinition.PROPAGATION_REQUIRED);
    readOnly.setReadOnly(true);

    readOnly.executeWithoutResult(
        status -> {
          entities.find(Purchase.class, event.id()).amount = 3;
          shop.bus.emit(event);
        });

    assertThat(flushed).isEmpty();
    assertThat(shop.hasStored(event)).isTrue();
  }
}
