package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.testkit.contract.Contract;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers of texts: after a rollback, in several processes, and when a row is missing. */
class DictionaryTest extends EveryDatabaseTest {

  private DomainEvent of(String actor, String session) {
    return event(EventType.PLAN_APPLIED).actorName(actor).sessionId(session).build();
  }

  @Contract("STO-18")
  @Test
  void number_of_a_rolled_back_transaction_is_not_used() throws SQLException {
    EventStore store = open();
    store.append(of("known", "s"));
    try (Connection host = place().connect()) {
      host.setAutoCommit(false);
      store.append(host, List.of(of("rolled back", "s-1")));
      host.rollback();
    }
    DomainEvent other = of("other", "s-2");
    DomainEvent again = of("rolled back", "s-1");

    try (EventStore second = builder().open()) {
      second.append(other);
    }
    store.append(again);

    assertThat(read(store, EventQuery.platform().cursor(Cursor.start())))
        .endsWith(other, again)
        .hasSize(3);
    assertThat(store.list(IN_APOLLO.actor("rolled back"))).hasSize(1);
  }

  @Contract("STO-18")
  @Test
  void number_of_a_failed_append_is_not_used() throws Exception {
    EventStore store = open();
    store.append(of("known", "s"));
    assertThatThrownBy(
            () ->
                store
                    .database()
                    .write(
                        own -> {
                          store.append(own, List.of(of("failed", "s-1")));
                          throw new SQLException("the host's work fails");
                        }))
        .isInstanceOf(StoreException.class);
    DomainEvent other = of("other", "s-2");
    DomainEvent again = of("failed", "s-1");
    store.append(List.of(other, again));

    assertThat(read(store, EventQuery.platform().cursor(Cursor.start()))).endsWith(other, again);
  }

  @Contract("STO-18")
  @Test
  void stores_that_meet_the_same_new_names_agree() throws Exception {
    int stores = 3;
    int rounds = 8;
    CyclicBarrier barrier = new CyclicBarrier(stores);
    List<FutureTask<List<DomainEvent>>> tasks = new ArrayList<>();
    for (int i = 0; i < stores; i++) {
      EventStore store = open();
      tasks.add(
          new FutureTask<>(
              () -> {
                List<DomainEvent> appended = new ArrayList<>();
                for (int round = 0; round < rounds; round++) {
                  DomainEvent event = of("actor-" + round, "session-" + round);
                  barrier.await();
                  store.append(event);
                  appended.add(event);
                }
                return appended;
              }));
    }
    tasks.forEach(task -> new Thread(task).start());
    List<DomainEvent> appended = new ArrayList<>();
    for (FutureTask<List<DomainEvent>> task : tasks) {
      appended.addAll(task.get());
    }

    assertThat(read(open(), EventQuery.platform())).containsExactlyInAnyOrderElementsOf(appended);
    assertThat(place().texts("SELECT text FROM trail_name GROUP BY text HAVING count(*) > 1"))
        .isEmpty();
    assertThat(open().count(IN_APOLLO.actor("actor-3").session("session-3"))).isEqualTo(stores);
  }

  @Contract("STO-19")
  @ParameterizedTest
  @CsvSource({
    "trail_name, actor",
    "trail_context, context",
    "trail_kind, kind",
    "trail_scope, scope"
  })
  void missing_row_is_damage_that_names_it(String table, String column) throws SQLException {
    EventStore writing = open();
    writing.append(of("Margaret", "s"));
    writing.close();
    String number = place().texts("SELECT " + column + " FROM trail_event").get(0);
    place().execute("DELETE FROM " + table + " WHERE id = " + number);

    EventStore store = open();
    assertThatThrownBy(() -> store.list(EventQuery.platform()))
        .satisfies(Refusals.with(Reason.CORRUPT))
        .hasMessageContaining(table)
        .hasMessageContaining("no row " + number);
  }

  @Contract("STO-18")
  @Test
  void numbers_of_a_restored_copy_are_looked_up_again() throws SQLException {
    EventStore store = open();
    store.append(of("kept", "s"));
    store.append(of("lost", "s-lost"));
    // As a copy restored in place would be, in which another process has appended since.
    place()
        .execute(
            "DELETE FROM trail_event WHERE seq = 2",
            "UPDATE trail_name SET text = 'stranger' WHERE text = 'lost'",
            "UPDATE trail_name SET text = 'strange session' WHERE text = 's-lost'");
    DomainEvent again = of("lost", "s-lost");

    store.append(again);

    assertThat(read(store, EventQuery.platform().actor("lost"))).containsExactly(again);
  }

  @Contract("STO-18")
  @Test
  void more_names_than_the_caches_hold_are_stored() {
    EventStore store = open();
    int batches = 12;
    for (int batch = 0; batch < batches; batch++) {
      int from = batch * 200;
      store.append(
          IntStream.range(from, from + 200)
              .mapToObj(i -> of("a".repeat(240) + i, "s-" + i))
              .toList());
    }

    assertThat(store.count(EventQuery.platform())).isEqualTo(batches * 200L);
    assertThat(store.list(IN_APOLLO.session("s-7")))
        .singleElement()
        .extracting(stored -> stored.event().actorName())
        .isEqualTo("a".repeat(240) + 7);
  }

  @Contract("AUD-06")
  @Test
  void users_with_many_contexts_are_paged_in_order() {
    EventStore store = open();
    List<DomainEvent> events =
        IntStream.range(0, 450)
            .mapToObj(
                i ->
                    event(EventType.PLAN_APPLIED)
                        .scope(new EventScope("o", null, "apollo", "u"))
                        .sessionId("s-" + i % 225)
                        .timestamp(clock.instant().plusMillis(i * 7919L % 450))
                        .build())
            .toList();
    store.append(events);

    for (EventQuery query :
        List.of(IN_APOLLO.user("u"), IN_APOLLO.user("u").organization("o").workspace("none"))) {
      List<DomainEvent> all = read(store, query);
      List<DomainEvent> paged = new ArrayList<>();
      Window window = Window.latest(40);
      for (List<StoredEvent> page = store.list(query.window(window));
          !page.isEmpty();
          page = store.list(query.window(window))) {
        page.forEach(stored -> paged.add(stored.event()));
        window = window.beyond(page.get(page.size() - 1));
      }
      assertThat(paged).isEqualTo(all);
    }
    assertThat(read(store, IN_APOLLO.user("u"))).hasSize(450);
  }
}
