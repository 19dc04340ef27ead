package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.store.spi.StoreDatabase;
import io.tidings.event.store.spi.StoreLease;
import io.tidings.event.store.spi.StoreTables;
import io.tidings.event.testkit.contract.Contract;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that others keep beside the trail. */
class BesideTest extends EveryDatabaseTest {

  private static final StoreTables.Step MADE =
      new StoreTables.Step(
          1, List.of("CREATE TABLE acme_mail (id {seq}, address {text} NOT NULL)"));
  private static final StoreTables.Step GROWN =
      new StoreTables.Step(
          3,
          List.of(
              "ALTER TABLE acme_mail ADD COLUMN name {text}",
              "CREATE INDEX acme_mail_by_name ON acme_mail (name)"));
  private static final String VERSIONS =
      "SELECT name || ' ' || version || ' ' || migrated_at FROM extension_version ORDER BY version";

  private static StoreTables mail(StoreTables.Step... steps) {
    return new StoreTables("acme_mail", List.of(steps));
  }

  private static void write(StoreDatabase database, String... statements) {
    database.write(
        connection -> {
          Sql.execute(connection, statements);
          return true;
        });
  }

  private static List<String> addresses(EventStore store) {
    return store
        .database()
        .read(connection -> Sql.texts(connection, "SELECT address FROM acme_mail ORDER BY id", 1));
  }

  @Contract("SCH-03")
  @Test
  void tables_are_made_once_and_brought_up_with_what_is_in_them() throws SQLException {
    EventStore store = open();
    store.database().prepare(mail(MADE));
    store.database().prepare(mail(MADE));
    write(store.database(), "INSERT INTO acme_mail (address) VALUES ('a@example.com')");
    store.close();

    EventStore later = open();
    later.database().prepare(mail(MADE, GROWN));
    write(later.database(), "INSERT INTO acme_mail (address, name) VALUES ('b@example.com', 'b')");

    assertThat(addresses(later)).containsExactly("a@example.com", "b@example.com");
    assertThat(place().texts(VERSIONS))
        .containsExactly("acme_mail 1 1767225600000000", "acme_mail 3 1767225600000000");
  }

  @Contract("SCH-03")
  @Test
  void prepare_leaves_the_trail_and_other_tables_unchanged() throws SQLException {
    EventStore store = open();
    store.append(event());
    StoreTables other =
        new StoreTables(
            "other", List.of(new StoreTables.Step(1, List.of("CREATE TABLE other (x BIGINT)"))));
    store.database().prepare(other);
    List<String> before = place().schema();
    store.database().prepare(mail(MADE, GROWN));

    assertThat(place().schema()).containsAll(before);
    assertThat(place().texts(VERSIONS))
        .contains("other 1 1767225600000000", "acme_mail 3 1767225600000000");
    assertThat(store.count(IN_APOLLO)).isEqualTo(1);
    assertThat(addresses(store)).isEmpty();
  }

  @Contract("SCH-03")
  @Test
  void newer_tables_are_refused_and_left_alone() throws SQLException {
    EventStore store = open();
    store.database().prepare(mail(MADE, GROWN));
    List<String> before = place().schema();

    assertThatThrownBy(() -> store.database().prepare(mail(MADE)))
        .satisfies(Refusals.with(Reason.NEWER_SCHEMA))
        .hasMessageContaining("acme_mail schema version 3")
        .hasMessageContaining("up to 1");
    assertThat(place().schema()).isEqualTo(before);
  }

  @Contract("SCH-03")
  @Test
  void a_store_that_only_reads_takes_tables_as_they_are_or_not_at_all() {
    EventStore store = open();
    EventStore reading = closing(builder().readOnly().open());

    assertThatThrownBy(() -> reading.database().prepare(mail(MADE)))
        .satisfies(Refusals.with(Reason.OLDER_SCHEMA))
        .hasMessageContaining("open it once for writing");
    store.database().prepare(mail(MADE));
    reading.database().prepare(mail(MADE));
    assertThat(addresses(reading)).isEmpty();
    assertThatThrownBy(() -> reading.database().prepare(mail(MADE, GROWN)))
        .satisfies(Refusals.with(Reason.OLDER_SCHEMA));
    assertThatThrownBy(() -> reading.database().lease("x", Duration.ofSeconds(1)).take())
        .satisfies(Refusals.with(Reason.READ_ONLY));
    assertThatThrownBy(() -> reading.database().connect())
        .satisfies(Refusals.with(Reason.READ_ONLY));
  }

  @Contract("SCH-03")
  @Test
  void a_step_that_fails_takes_back_those_before_it() throws SQLException {
    EventStore store = open();
    List<String> before = place().schema();

    assertThatThrownBy(
            () ->
                store.database().prepare(mail(MADE, new StoreTables.Step(2, List.of("NONSENSE")))))
        .satisfies(Refusals.with(Reason.FAILED));
    assertThat(place().schema()).isEqualTo(before);
    assertThat(place().texts(VERSIONS)).isEmpty();
    assertThat(store.append(event()).stored()).isEqualTo(1);
  }

  @Contract("SCH-03")
  @Test
  void of_many_stores_at_once_one_makes_them() throws Exception {
    int many = 4;
    CyclicBarrier together = new CyclicBarrier(many);
    ExecutorService threads = Executors.newFixedThreadPool(many);
    List<EventStore> stores = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      stores.add(open());
    }
    try {
      List<Future<?>> done = new ArrayList<>();
      for (EventStore store : stores) {
        done.add(
            threads.submit(
                () -> {
                  together.await();
                  store.database().prepare(mail(MADE, GROWN));
                  return addresses(store);
                }));
      }
      for (Future<?> each : done) {
        assertThat(each.get()).isEqualTo(List.of());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(place().texts(VERSIONS)).hasSize(2);
  }

  @Contract("SCH-03")
  @Test
  void tables_are_not_changed_within_a_transaction_of_the_same_thread() {
    StoreDatabase database = open().database();

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                database.write(
                    connection -> {
                      database.prepare(mail(MADE));
                      return true;
                    }));
    database.prepare(mail(MADE));
  }

  @Contract("SCH-04")
  @Test
  void a_right_is_one_owners_at_a_time_by_its_name_alone() throws SQLException {
    StoreDatabase database = open().database();
    StoreLease one = database.lease("mail", Duration.ofMinutes(1));
    StoreLease two = open().database().lease("mail", Duration.ofMinutes(1));
    StoreLease other = database.lease("other", Duration.ofMinutes(1));

    assertThat(one.take()).isTrue();
    assertThat(one.take()).isTrue();
    assertThat(two.take()).isFalse();
    assertThat(two.release()).isFalse();
    assertThat(other.take()).isTrue();
    assertThat(one.release()).isTrue();
    assertThat(two.take()).isTrue();
    assertThat(one.take()).isFalse();
    place().execute("UPDATE lease SET expires_at = 0 WHERE name = 'lease mail'");
    assertThat(one.take()).isTrue();
    assertThat(two.take()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "1a", "a b", "a-b"})
  void a_name_that_cannot_be_one_is_refused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StoreTables(name, List.of(MADE)))
        .withMessageContaining("name must be");
  }

  @Test
  void versions_that_do_not_rise_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mail(GROWN, MADE))
        .withMessageContaining("1 is after 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mail(MADE, MADE))
        .withMessageContaining("1 is after 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mail(new StoreTables.Step(0, List.of())))
        .withMessageContaining("from 1 on");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mail())
        .withMessageContaining("one at least");
  }
}
