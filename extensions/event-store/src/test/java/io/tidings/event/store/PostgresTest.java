package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.testkit.contract.Contract;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

/** What is PostgreSQL's alone. */
class PostgresTest extends StoreTest {

  @Override
  Backend backend() {
    return Backend.POSTGRES;
  }

  @Contract("PGS-01")
  @Test
  void a_trail_begun_by_several_at_once_is_one_trail() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Callable<EventStore>> opens = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      opens.add(() -> place().builder().open());
    }
    for (Future<EventStore> opened : threads.invokeAll(opens)) {
      closing(opened.get()).append(event());
    }
    threads.shutdown();

    assertThat(open().count(IN_APOLLO)).isEqualTo(8);
  }

  @Contract("PGS-02")
  @ParameterizedTest
  @CsvSource({"event", "schema_version"})
  void a_schema_that_has_tables_of_these_names_is_left_as_it_is(String table) throws SQLException {
    place().execute("CREATE TABLE " + table + " (x INTEGER)");
    List<String> before = place().schema();

    assertThatThrownBy(this::open)
        .satisfies(Refusals.with(Reason.FOREIGN))
        .hasMessageContaining("make a schema for it");
    assertThat(place().schema()).isEqualTo(before);
  }

  @Contract("PGS-02")
  @Test
  void another_database_is_refused() {
    SQLiteDataSource other = new SQLiteDataSource();
    other.setUrl("jdbc:sqlite::memory:");

    assertThatThrownBy(() -> EventStore.open(other))
        .satisfies(Refusals.with(Reason.FOREIGN))
        .hasMessageContaining("for a trail in SQLite give its file");
  }

  @Contract("PGS-02")
  @Test
  void a_schema_that_is_not_there_is_told() {
    PGSimpleDataSource nowhere = PostgresServer.shared().connections("no_such_schema");

    assertThatThrownBy(() -> EventStore.open(nowhere))
        .satisfies(Refusals.with(Reason.NOT_FOUND))
        .hasMessageContaining("make the one that the DataSource names");
  }

  @Contract("PGS-01")
  @Test
  void a_store_for_reading_makes_no_trail() throws SQLException {
    assertThatThrownBy(() -> builder().readOnly().open())
        .satisfies(Refusals.with(Reason.NOT_FOUND));
    assertThat(place().schema()).isEmpty();
  }

  @Contract("PGS-03")
  @Test
  void a_driver_that_rewrites_batches_changes_nothing() throws SQLException {
    open().close();
    PGSimpleDataSource source = PostgresServer.shared().connections("public");
    source.setURL(place().address() + "&reWriteBatchedInserts=true");
    EventStore store = closing(EventStore.builder(source).clock(clock).open());
    List<DomainEvent> batch = events(50);

    assertThat(store.append(batch).stored()).isEqualTo(50);
    assertThat(store.append(batch).duplicates()).isEqualTo(50);
  }

  @Contract("PGS-03")
  @Test
  void what_is_appended_with_stricter_isolation_is_stored_once_too() throws SQLException {
    EventStore store = open();
    store.append(event());
    try (Connection connection = place().connect()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
      assertThat(store.append(connection, events(2)).stored()).isEqualTo(2);
      connection.commit();
    }
    assertThat(store.list(IN_APOLLO.cursor(Cursor.start()))).hasSize(3);
  }

  @Contract("PGS-03")
  @Test
  void a_connection_goes_back_to_its_pool_as_it_came() throws SQLException {
    EventStore store = open();
    store.append(events(3));
    store.list(IN_APOLLO);
    try (var stream = store.stream(IN_APOLLO)) {
      assertThat(stream.findFirst()).isPresent();
    }
    PostgresPlace pool = (PostgresPlace) place();

    assertThat(pool.connections().getHikariPoolMXBean().getActiveConnections()).isZero();
    try (Connection connection = place().connect()) {
      assertThat(connection.getAutoCommit()).isTrue();
      assertThat(connection.isReadOnly()).isFalse();
      assertThat(Sql.texts(connection, "SHOW transaction_read_only", 1)).containsExactly("off");
    }
  }

  @Contract("PGS-04")
  @Test
  void tables_that_have_gone_are_told() throws SQLException {
    EventStore store = open();
    place().destroy();

    assertThatThrownBy(() -> store.append(event())).satisfies(Refusals.with(Reason.GONE));
    assertThatThrownBy(() -> store.list(IN_APOLLO)).satisfies(Refusals.with(Reason.GONE));
  }

  @Contract("PGS-04")
  @ParameterizedTest
  @CsvSource({
    "08006,UNAVAILABLE",
    "57P01,UNAVAILABLE",
    "53300,UNAVAILABLE",
    "40P01,BUSY",
    "40001,BUSY",
    "55P03,BUSY",
    "25006,READ_ONLY",
    "42501,READ_ONLY",
    "53100,FULL",
    "42P01,GONE",
    "XX001,CORRUPT",
    "22021,FAILED"
  })
  void what_the_server_says_is_told_in_our_words(String state, Reason reason) {
    SQLException failure = new SQLException("ERROR: no\n  Detail: Key (x)=(secret)", state);

    assertThat(PostgresErrors.told("t", "append to", failure))
        .satisfies(Refusals.with(reason))
        .hasCause(failure)
        .hasMessageStartingWith("cannot append to the trail t: ")
        .hasMessageNotContaining("secret");
  }

  @Contract("PGS-04")
  @Test
  void a_pool_that_has_no_connection_to_give_is_told_as_such() {
    assertThat(
            PostgresErrors.told(
                "t", "read", new SQLTransientConnectionException("timed out after 2000 ms")))
        .satisfies(Refusals.with(Reason.UNAVAILABLE));
  }

  @Test
  void no_data_source_is_refused_by_name() {
    assertThatNullPointerException()
        .isThrownBy(() -> EventStore.open(Absent.CONNECTIONS))
        .withMessage("connections");
  }
}
