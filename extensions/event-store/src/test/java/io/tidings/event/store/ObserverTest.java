package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventContext;
import io.tidings.event.EventType;
import io.tidings.event.async.RetryPolicy;
import io.tidings.event.store.delivery.Delivery;
import io.tidings.event.store.delivery.DeliveryAttempt;
import io.tidings.event.store.delivery.DeliveryHandler;
import io.tidings.event.store.delivery.DeliveryKey;
import io.tidings.event.store.delivery.DeliveryOptions;
import io.tidings.event.store.spi.StoreObserver;
import io.tidings.event.testkit.contract.Contract;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Observed appends and attempts on both databases. */
@Timeout(60)
class ObserverTest extends EveryDatabaseTest {

  private final List<String> notes = new CopyOnWriteArrayList<>();

  private final class Notes implements StoreObserver {

    private final String name;

    Notes(String name) {
      this.name = name;
    }

    @Override
    public <T> T append(List<DomainEvent> events, Supplier<T> append) {
      notes.add(name + " append " + events.size());
      try {
        return append.get();
      } catch (StoreException failure) {
        notes.add(name + " failed " + failure.reason());
        throw failure;
      } finally {
        notes.add(name + " appended");
      }
    }

    @Override
    public void attempt(String delivery, DeliveryAttempt attempt, DeliveryHandler handler)
        throws Exception {
      DomainEvent current = Objects.requireNonNull(EventContext.capture().event());
      notes.add("%s %s %s %s".formatted(name, delivery, attempt.number(), current.kind().id()));
      handler.handle(attempt);
    }
  }

  private EventStore observed() {
    return place().builder().observer(new Notes("outer")).observer(new Notes("inner")).open();
  }

  private List<DomainEvent> plans(int count) {
    return List.of(event(EventType.PLAN_CREATED).build(), event(EventType.PLAN_APPLIED).build())
        .subList(0, count);
  }

  @Contract("STO-20")
  @Test
  void observers_surround_every_append_with_events() throws Exception {
    try (EventStore store = observed()) {
      store.append(plans(2));
      store.appendStorable(plans(1));
      store.append(List.of());
      store.appendStorable(List.of());
      try (Connection connection = place().connect()) {
        connection.setAutoCommit(false);
        store.append(connection, plans(1));
        store.append(connection, List.of());
        connection.commit();
      }

      assertThat(notes)
          .containsExactly(
              "outer append 2",
              "inner append 2",
              "inner appended",
              "outer appended",
              "outer append 1",
              "inner append 1",
              "inner appended",
              "outer appended",
              "outer append 1",
              "inner append 1",
              "inner appended",
              "outer appended");
      assertThat(store.count(EventQuery.platform())).isEqualTo(4);
    }
  }

  @Contract("STO-20")
  @Test
  void observer_receives_the_failure_of_an_append() {
    EventStore store = place().builder().observer(new Notes("one")).open();
    store.close();

    assertThatThrownBy(() -> store.append(plans(1))).isInstanceOf(StoreException.class);
    assertThat(notes).containsExactly("one append 1", "one failed CLOSED", "one appended");
  }

  @Contract("STO-20")
  @Test
  void observers_surround_every_attempt_of_a_delivery() {
    DeliveryOptions twice =
        DeliveryOptions.perKey(DeliveryKey.NONE)
            .retrying(RetryPolicy.attempts(2).backoff(Duration.ofMillis(1), Duration.ofMillis(2)));
    try (EventStore store = observed()) {
      store.append(plans(1));
      notes.clear();
      try (Delivery delivery =
          store.deliver(
              "mailer",
              EventQuery.platform(),
              twice,
              attempt -> {
                if (attempt.number() == 1) {
                  throw new IllegalStateException("not yet");
                }
              })) {
        assertThat(delivery.flush(Duration.ofSeconds(30))).isTrue();
      }

      assertThat(notes)
          .containsExactly(
              "outer mailer 1 plan.created",
              "inner mailer 1 plan.created",
              "outer mailer 2 plan.created",
              "inner mailer 2 plan.created");
    }
  }
}
