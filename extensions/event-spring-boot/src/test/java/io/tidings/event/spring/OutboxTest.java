package io.tidings.event.spring;

import static io.tidings.event.spring.Shop.MAILED;
import static io.tidings.event.spring.Shop.PLACED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EmitResult.Status;
import io.tidings.event.EventContext;
import io.tidings.event.EventScope;
import io.tidings.event.EventSelector;
import io.tidings.event.Subscription;
import io.tidings.event.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox with plain JDBC on a real PostgreSQL. */
class OutboxTest {

  private static Shop shop;

  @BeforeAll
  static void open() {
    shop = Shop.open(Postgres.schema("outbox"), Shop.Jdbc.class);
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  /** Collects the events of a correlation that handlers receive. */
  private static List<DomainEvent> received(DomainEvent event) {
    List<DomainEvent> received = new ArrayList<>();
    shop.bus.subscribe(EventSelector.correlation(event.correlationId()), received::add);
    return received;
  }

  @Test
  void committed_event_is_stored_with_its_row_and_handled_after() {
    DomainEvent event = shop.event(PLACED);
    List<DomainEvent> received = received(event);
    List<EmitResult> results = new ArrayList<>();

    shop.commit(
        () -> {
          shop.insert(event);
          results.add(shop.bus.emit(event));
          assertThat(received).isEmpty();
          assertThat(shop.hasStored(event)).isFalse();
        });

    assertThat(results).extracting(EmitResult::status).containsExactly(Status.DEFERRED);
    assertThat(received).containsExactly(event);
    assertThat(shop.hasStored(event)).isTrue();
    assertThat(shop.hasRow(event)).isTrue();
  }

  @Test
  void rolled_back_event_is_never_there() {
    DomainEvent event = shop.event(PLACED);
    List<DomainEvent> received = received(event);

    shop.rollBack(
        () -> {
          shop.insert(event);
          shop.bus.emit(event);
        });

    assertThat(received).isEmpty();
    assertThat(shop.hasStored(event)).isFalse();
    assertThat(shop.hasRow(event)).isFalse();
  }

  @Test
  void append_is_undone_with_its_transaction() {
    DomainEvent event = shop.event(PLACED);

    assertThatThrownBy(() -> shop.failBeforeCommit(() -> shop.bus.emit(event)))
        .hasMessage("a later step fails");

    assertThat(shop.hasStored(event)).isFalse();
  }

  @Test
  void event_outside_a_transaction_is_stored_before_its_handlers() {
    DomainEvent event = shop.event(PLACED);
    List<Boolean> stored = new ArrayList<>();
    shop.bus.subscribe(
        EventSelector.correlation(event.correlationId()), e -> stored.add(shop.hasStored(e)));

    assertThat(shop.bus.emit(event).status()).isEqualTo(Status.DONE);

    assertThat(stored).containsExactly(true);
  }

  @Test
  void handler_with_a_transaction_of_its_own_commits() {
    DomainEvent event = shop.event(PLACED);
    DomainEvent answer = shop.bus.events().caused(event, MAILED).build();
    List<Object> seen = new ArrayList<>();
    shop.bus.subscribe(
        EventSelector.kind(PLACED).and(EventSelector.correlation(event.correlationId())),
        e -> {
          seen.add(TransactionSynchronizationManager.isActualTransactionActive());
          shop.commit(
              () -> {
                shop.insert(answer);
                seen.add(shop.bus.emit(answer).status());
              });
        });

    shop.commit(() -> shop.bus.emit(event));

    assertThat(seen).containsExactly(false, Status.DEFERRED);
    assertThat(shop.hasRow(answer)).isTrue();
    assertThat(shop.stored(event)).containsExactly("order.placed", "order.mailed");
  }

  @Test
  void failing_handler_changes_neither_trail_nor_other_handlers() {
    DomainEvent event = shop.event(PLACED);
    EventSelector own = EventSelector.correlation(event.correlationId());
    Subscription failing =
        shop.bus.subscribe(
            own,
            e -> {
              throw new IllegalStateException("handler");
            });
    List<DomainEvent> received = received(event);

    try (Logged logged = Logged.warnings()) {
      shop.commit(() -> shop.bus.emit(event));
      assertThat(logged.list()).anySatisfy(line -> assertThat(line).contains("handler"));
    }

    failing.close();
    assertThat(received).containsExactly(event);
    assertThat(shop.hasStored(event)).isTrue();
  }

  @Test
  void handlers_have_the_scope_and_event_of_the_emit() {
    DomainEvent outer = shop.event(PLACED);
    DomainEvent[] built = new DomainEvent[1];
    List<EventScope> scopes = new ArrayList<>();
    shop.bus.subscribe(
        EventSelector.correlation(outer.correlationId()), e -> scopes.add(EventScope.current()));
    EventScope scope = EventScope.none().withProject("apollo");

    shop.commit(
        () ->
            EventContext.of(outer)
                .run(
                    () -> {
                      try (var opened = scope.open()) {
                        built[0] = shop.bus.events().builder(MAILED).build();
                        shop.bus.emit(built[0]);
                      }
                    }));

    assertThat(built[0].causationId()).isEqualTo(outer.id());
    assertThat(scopes).containsExactly(scope);
  }

  @Test
  void inner_transaction_commits_alone() {
    DomainEvent outer = shop.event(PLACED);
    DomainEvent inner = shop.event(PLACED);
    DomainEvent after = shop.event(PLACED);

    shop.rollBack(
        () -> {
          shop.bus.emit(outer);
          shop.transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW)
              .executeWithoutResult(status -> shop.bus.emit(inner));
          assertThat(shop.hasStored(inner)).isTrue();
          shop.bus.emit(after);
        });

    assertThat(shop.hasStored(outer)).isFalse();
    assertThat(shop.hasStored(after)).isFalse();
  }

  @Test
  void outer_transaction_keeps_its_events_over_an_inner_one() {
    DomainEvent outer = shop.event(PLACED);
    DomainEvent inner = shop.event(PLACED);

    shop.commit(
        () -> {
          shop.bus.emit(outer);
          shop.transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW)
              .executeWithoutResult(
                  status -> {
                    shop.bus.emit(inner);
                    status.setRollbackOnly();
                  });
        });

    assertThat(shop.hasStored(outer)).isTrue();
    assertThat(shop.hasStored(inner)).isFalse();
  }

  @Test
  void event_within_a_rolled_back_savepoint_is_dropped() {
    DomainEvent before = shop.event(PLACED);
    DomainEvent within = shop.event(PLACED);
    DomainEvent after = shop.event(PLACED);

    shop.commit(
        () -> {
          shop.bus.emit(before);
          shop.transaction(TransactionDefinition.PROPAGATION_NESTED)
              .executeWithoutResult(
                  status -> {
                    shop.bus.emit(within);
                    status.setRollbackOnly();
                  });
          shop.bus.emit(after);
        });

    assertThat(shop.hasStored(before)).isTrue();
    assertThat(shop.hasStored(within)).isFalse();
    assertThat(shop.hasStored(after)).isTrue();
  }

  @Test
  void first_event_within_a_rolled_back_savepoint_is_dropped() {
    DomainEvent within = shop.event(PLACED);
    List<DomainEvent> received = received(within);

    shop.commit(
        () ->
            shop.transaction(TransactionDefinition.PROPAGATION_NESTED)
                .executeWithoutResult(
                    status -> {
                      shop.bus.emit(within);
                      status.setRollbackOnly();
                    }));

    assertThat(received).isEmpty();
    assertThat(shop.hasStored(within)).isFalse();
  }

  @Test
  void event_within_a_released_savepoint_is_stored() {
    DomainEvent within = shop.event(PLACED);

    shop.commit(
        () ->
            shop.transaction(TransactionDefinition.PROPAGATION_NESTED)
                .executeWithoutResult(status -> shop.bus.emit(within)));

    assertThat(shop.hasStored(within)).isTrue();
  }

  @Test
  void event_of_a_read_only_transaction_is_stored_after_it() {
    DomainEvent event = shop.event(PLACED);
    List<DomainEvent> received = received(event);
    TransactionTemplate readOnly = shop.transaction(TransactionDefinition.PROPAGATION_REQUIRED);
    readOnly.setReadOnly(true);

    try (Logged logged = Logged.warnings()) {
      readOnly.executeWithoutResult(status -> shop.bus.emit(event));
      assertThat(logged.list()).isEmpty();
    }

    assertThat(shop.hasStored(event)).isTrue();
    assertThat(received).containsExactly(event);
  }

  @Test
  void event_emitted_by_a_synchronization_before_the_commit_is_stored_in_it() {
    DomainEvent event = shop.event(PLACED);

    try (Logged logged = Logged.warnings()) {
      shop.commit(
          () ->
              TransactionSynchronizationManager.registerSynchronization(
                  new TransactionSynchronization() {
                    @Override
                    public int getOrder() {
                      return 0;
                    }

                    @Override
                    public void beforeCommit(boolean readOnly) {
                      shop.bus.emit(event);
                    }
                  }));
      assertThat(logged.list()).isEmpty();
    }

    assertThat(shop.hasStored(event)).isTrue();
  }

  @Test
  void event_emitted_after_the_append_is_stored_later_with_a_warning() {
    DomainEvent first = shop.event(PLACED);
    DomainEvent late = shop.event(MAILED);
    List<DomainEvent> received = received(late);

    try (Logged logged = Logged.warnings()) {
      shop.commit(
          () -> {
            shop.bus.emit(first);
            TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                  @Override
                  public void beforeCommit(boolean readOnly) {
                    shop.bus.emit(late);
                  }
                });
          });
      assertThat(logged.list())
          .singleElement()
          .asString()
          .contains("after the commit", late.id(), "order.mailed");
    }

    assertThat(shop.hasStored(first)).isTrue();
    assertThat(shop.hasStored(late)).isTrue();
    assertThat(received).containsExactly(late);
  }

  @Test
  void event_emitted_after_the_commit_is_stored_and_handled_once() {
    DomainEvent first = shop.event(PLACED);
    DomainEvent late = shop.event(MAILED);
    DomainEvent last = shop.event(MAILED);
    List<DomainEvent> received = received(late);
    List<DomainEvent> receivedLast = received(last);

    shop.commit(
        () -> {
          shop.bus.emit(first);
          TransactionSynchronizationManager.registerSynchronization(
              new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                  shop.transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW)
                      .executeWithoutResult(status -> shop.bus.emit(shop.event(PLACED)));
                  shop.bus.emit(late);
                }

                @Override
                public void afterCompletion(int status) {
                  shop.bus.emit(last);
                }
              });
        });

    assertThat(shop.hasStored(late)).isTrue();
    assertThat(received).containsExactly(late);
    assertThat(shop.hasStored(last)).isTrue();
    assertThat(receivedLast).containsExactly(last);
  }

  @Test
  void failed_append_fails_the_commit() {
    DomainEvent event = shop.event(PLACED);
    List<DomainEvent> received = received(event);
    shop.jdbc.execute(
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
            + " 'BEGIN RAISE EXCEPTION ''no''; END'");
    shop.jdbc.execute(
        "CREATE TRIGGER refusal BEFORE INSERT ON trail_event FOR EACH ROW EXECUTE FUNCTION"
            + " refuse()");
    try {
      assertThatThrownBy(
              () ->
                  shop.commit(
                      () -> {
                        shop.insert(event);
                        shop.bus.emit(event);
                      }))
          .isInstanceOf(StoreException.class);
    } finally {
      shop.jdbc.execute("DROP TRIGGER refusal ON trail_event");
    }
    assertThat(shop.hasRow(event)).isFalse();
    assertThat(shop.hasStored(event)).isFalse();
    assertThat(received).isEmpty();
  }

  @Test
  void unknown_outcome_dispatches_nothing_and_warns() {
    DomainEvent event = shop.event(PLACED);
    List<DomainEvent> received = received(event);
    TransactionTemplate broken =
        new TransactionTemplate(
            new DataSourceTransactionManager(shop.context.getBean(DataSource.class)) {
              private static final long serialVersionUID = 1L;

              @Override
              protected void doCommit(DefaultTransactionStatus status) {
                super.doCommit(status);
                throw new TransactionSystemException("the answer was lost");
              }
            });

    try (Logged logged = Logged.warnings()) {
      assertThatThrownBy(() -> broken.executeWithoutResult(status -> shop.bus.emit(event)))
          .isInstanceOf(TransactionSystemException.class);
      assertThat(logged.list()).singleElement().asString().contains("unknown", event.id());
    }

    assertThat(received).isEmpty();
  }

  @Test
  void many_events_keep_their_order() {
    DomainEvent first = shop.event(PLACED);
    List<DomainEvent> received = received(first);

    shop.commit(
        () -> {
          shop.bus.emit(first);
          for (int i = 0; i < 1200; i++) {
            shop.bus.emit(shop.bus.events().caused(first, MAILED).build());
          }
        });

    assertThat(received).hasSize(1201).startsWith(first);
    assertThat(shop.stored(first)).hasSize(1201);
  }
}
