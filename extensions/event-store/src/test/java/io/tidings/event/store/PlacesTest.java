package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.LogCapture;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Places in a trail to which several transactions append at once. */
class PlacesTest extends StoreTest {

  private static final EventQuery FROM_START = IN_APOLLO.cursor(Cursor.start());

  @Override
  protected Backend backend() {
    return Backend.POSTGRES;
  }

  private Connection transaction() throws SQLException {
    Connection connection = place().connect();
    connection.setAutoCommit(false);
    return connection;
  }

  /** Reads what anybody would: all that is committed after the last place seen. */
  private List<Long> naive(long after) throws SQLException {
    return place().texts("SELECT seq FROM events WHERE seq > " + after + " ORDER BY seq").stream()
        .map(Long::valueOf)
        .toList();
  }

  private static List<Long> places(EventStore store, EventQuery query) {
    return store.list(query).stream().map(StoredEvent::seq).toList();
  }

  @Contract("STO-05")
  @Test
  void who_reads_by_place_stops_below_an_append_that_is_open() throws SQLException {
    EventStore store = open();
    store.append(event());
    try (Connection slow = transaction()) {
      store.append(slow, events(2));
      store.append(event());

      assertThat(places(store, FROM_START)).containsExactly(1L);
      assertThat(store.count(FROM_START)).isEqualTo(1);
      assertThat(store.list(IN_APOLLO)).as("for people all is there that is").hasSize(2);
      slow.commit();
    }
    assertThat(places(store, FROM_START)).containsExactly(1L, 2L, 3L, 4L);
  }

  @Contract("STO-05")
  @Test
  void a_reader_that_does_not_stop_there_misses_an_event() throws SQLException {
    EventStore store = open();
    List<Long> seen;
    try (Connection slow = transaction()) {
      store.append(slow, List.of(event()));
      store.append(event());
      seen = naive(0);
      slow.commit();
    }
    assertThat(seen).as("it has seen the second and not the first").containsExactly(2L);
    assertThat(naive(2)).as("which it will never see").isEmpty();
    assertThat(places(store, FROM_START)).containsExactly(1L, 2L);
  }

  @Contract("STO-05")
  @Test
  void what_is_rolled_back_leaves_a_gap_and_holds_nobody() throws SQLException {
    EventStore store = open();
    try (Connection slow = transaction()) {
      store.append(slow, events(3));
      store.append(event());
      slow.rollback();
    }
    assertThat(places(store, FROM_START)).containsExactly(4L);
  }

  @Contract("STO-05")
  @Test
  void the_oldest_of_several_open_appends_counts() throws SQLException {
    EventStore store = open();
    try (Connection first = transaction();
        Connection second = transaction()) {
      store.append(first, List.of(event()));
      store.append(second, List.of(event()));
      store.append(first, List.of(event()));
      first.commit();

      assertThat(places(store, FROM_START)).containsExactly(1L);
      second.commit();
    }
    assertThat(places(store, FROM_START)).containsExactly(1L, 2L, 3L);
  }

  @Contract("STO-05")
  @Test
  void a_transaction_that_has_not_appended_yet_holds_nobody() throws SQLException {
    EventStore store = open();
    try (Connection host = transaction()) {
      Sql.execute(host, "CREATE TABLE account (x INTEGER)", "INSERT INTO account VALUES (1)");
      store.append(event());

      assertThat(places(store, FROM_START)).containsExactly(1L);
      store.append(host, List.of(event()));
      host.commit();
    }
    assertThat(places(store, FROM_START)).containsExactly(1L, 2L);
  }

  @Contract("STO-05")
  @Test
  void places_beyond_what_half_a_lock_can_hold_are_in_order_too() throws SQLException {
    EventStore store = open();
    long edge = 1L << 31;
    for (long start : new long[] {edge - 1, 2 * edge - 1, 3 * edge - 1}) {
      place().execute("ALTER SEQUENCE trail_event_seq_seq RESTART WITH " + start);
      EventQuery query = IN_APOLLO.cursor(Cursor.after(start - 1));
      try (Connection slow = transaction()) {
        store.append(event());
        store.append(slow, List.of(event()));
        store.append(event());

        assertThat(places(store, query)).containsExactly(start);
        slow.commit();
      }
      assertThat(places(store, query)).containsExactly(start, start + 1, start + 2);
    }
  }

  @Contract("STO-05")
  @Test
  void another_trail_in_the_same_database_holds_nobody() throws Exception {
    EventStore store = open();
    try (TestPlace elsewhere = PostgresPlace.make();
        EventStore other = elsewhere.builder().open();
        Connection slow = elsewhere.connect()) {
      slow.setAutoCommit(false);
      other.append(slow, List.of(event()));
      store.append(event());

      assertThat(places(store, FROM_START)).containsExactly(1L);
      slow.rollback();
    }
  }

  @Contract({"STO-05", "FOL-01"})
  @Test
  void who_follows_waits_for_an_append_that_is_open_and_goes_on_after_it() throws Exception {
    EventStore store = open();
    Heard heard = new Heard();
    try (Follower follower = store.follow(IN_APOLLO, Cursor.start(), heard);
        Connection first = transaction();
        Connection second = transaction()) {
      store.append(event());
      assertThat(heard.next(1)).containsExactly(1L);
      store.append(first, List.of(event()));
      store.append(second, List.of(event()));
      store.append(event());
      second.commit();
      assertThat(places(store, FROM_START)).containsExactly(1L);

      first.rollback();
      assertThat(heard.next(2)).as("none came before").containsExactly(3L, 4L);
      assertThat(follower.done()).isNotDone();
    }
  }

  @Contract("STO-14")
  @Test
  void an_append_that_is_open_for_long_is_named() throws SQLException {
    EventStore store = closing(builder().openAppendWarning(Duration.ZERO).open());
    try (Connection slow = transaction();
        LogCapture log = LogCapture.of(EventStore.class)) {
      Sql.execute(slow, "SET application_name = 'the slow one'");
      store.append(slow, List.of(event()));
      store.append(event());
      store.list(FROM_START);
      store.list(FROM_START);

      assertThat(log.warnings()).hasSize(1);
      assertThat(log.warnings().get(0)).contains("'the slow one'", "nothing beyond 0");
      slow.rollback();
    }
  }

  @Contract("STO-14")
  @Test
  void one_that_is_not_open_for_long_is_not() throws SQLException {
    EventStore store = open();
    try (Connection slow = transaction();
        LogCapture log = LogCapture.of(EventStore.class)) {
      store.append(slow, List.of(event()));
      store.append(event());
      store.list(FROM_START);

      assertThat(log.warnings()).isEmpty();
      slow.rollback();
    }
  }

  @Contract({"STO-05", "STO-02"})
  @Test
  void nothing_appears_below_what_was_seen_while_many_write() throws Exception {
    EventStore store = open();
    List<DomainEvent> events = events(2_000);
    CountDownLatch done = new CountDownLatch(4);
    List<FutureTask<?>> writers = new ArrayList<>();
    for (int writer = 0; writer < 4; writer++) {
      List<DomainEvent> mine = events.subList(writer * 500, writer * 500 + 500);
      writers.add(new FutureTask<>(() -> write(store, mine, done), "done"));
    }
    writers.forEach(writer -> new Thread(writer).start());
    Set<Long> seen = new TreeSet<>();
    long last = 0;
    boolean over = false;
    while (!over) {
      over = done.getCount() == 0;
      for (StoredEvent stored : store.list(IN_APOLLO.cursor(Cursor.after(last)))) {
        last = stored.seq();
        seen.add(last);
      }
    }
    assertThat(seen).as("each that is there was seen").hasSize((int) store.count(IN_APOLLO));
    assertThat(seen.size()).isGreaterThan(1_000);
    for (FutureTask<?> writer : writers) {
      assertThat(writer.get()).isEqualTo("done");
    }
  }

  /**
   * Batches of their own, and one in three as a part of a transaction, some of them rolled back.
   */
  private void write(EventStore store, List<DomainEvent> events, CountDownLatch done) {
    try (Connection connection = transaction()) {
      for (int i = 0; i < events.size(); i += 5) {
        List<DomainEvent> batch = events.subList(i, i + 5);
        if (i % 3 != 0) {
          store.append(batch);
          continue;
        }
        store.append(connection, batch);
        if (i % 2 == 0) {
          connection.rollback();
        } else {
          connection.commit();
        }
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    } finally {
      done.countDown();
    }
  }
}
