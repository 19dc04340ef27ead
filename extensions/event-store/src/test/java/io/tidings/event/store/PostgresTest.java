package io.tidings.event.store;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.store.internal.postgres.PostgresErrors;
import io.tidings.event.store.internal.postgres.PostgresInsert;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.Absent;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

/** What is PostgreSQL's alone. */
class PostgresTest extends StoreTest {

  @Override
  protected Backend backend() {
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
        .hasMessageContaining("create a schema for it");
    assertThat(place().schema()).isEqualTo(before);
  }

  @Contract("PGS-02")
  @Test
  void another_database_is_refused() {
    SQLiteDataSource other = new SQLiteDataSource();
    other.setUrl("jdbc:sqlite::memory:");

    assertThatThrownBy(() -> EventStore.open(other))
        .satisfies(Refusals.with(Reason.FOREIGN))
        .hasMessageContaining("pass a file for a trail in SQLite");
  }

  @Contract("PGS-02")
  @Test
  void a_schema_that_is_not_there_is_told() {
    PGSimpleDataSource nowhere = PostgresServer.shared().connections("no_such_schema");

    assertThatThrownBy(() -> EventStore.open(nowhere))
        .satisfies(Refusals.with(Reason.NOT_FOUND))
        .hasMessageContaining("create the one that the DataSource names");
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
      DomainEvent once = event();
      assertThat(store.append(connection, List.of(once, event())).stored()).isEqualTo(2);
      assertThat(store.append(connection, List.of(once)).duplicates()).isEqualTo(1);
      connection.commit();
      assertThat(store.append(once).duplicates()).isEqualTo(1);
    }
    assertThat(store.list(IN_APOLLO.cursor(Cursor.start()))).hasSize(3);
  }

  @Contract("PGS-03")
  @Test
  void what_a_stricter_transaction_cannot_see_is_told_and_can_be_tried_again() throws SQLException {
    EventStore store = open();
    DomainEvent event = event();
    try (Connection connection = place().connect()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      Sql.execute(connection, "SELECT 1 FROM events");
      store.append(event);

      assertThatThrownBy(() -> store.append(connection, List.of(event)))
          .satisfies(Refusals.with(Reason.BUSY));
      connection.rollback();
      assertThat(store.append(connection, List.of(event)).duplicates()).isEqualTo(1);
      connection.commit();
    }
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
    store.close();
    PostgresPlace pool = (PostgresPlace) place();

    assertThat(pool.connections().getHikariPoolMXBean().getActiveConnections()).isZero();
    try (Connection connection = place().connect()) {
      assertThat(connection.getAutoCommit()).isTrue();
      assertThat(connection.isReadOnly()).isFalse();
      assertThat(Sql.texts(connection, "SHOW transaction_read_only", 1)).containsExactly("off");
    }
  }

  @Contract({"STO-03", "PGS-06"})
  @Test
  void the_stores_own_appends_are_forced_to_the_disk_whatever_the_default_and_wait_for_a_time()
      throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(place().address());
    source.setOptions("-c synchronous_commit=off");
    EventStore store = closing(EventStore.builder(source).clock(clock).open());
    place()
        .execute(
            "CREATE TABLE seen (way TEXT)",
            """
            CREATE FUNCTION look() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
              INSERT INTO seen VALUES (
                current_setting('synchronous_commit') || ' ' || current_setting('lock_timeout'));
              RETURN NEW; END $$\
            """,
            "CREATE TRIGGER look BEFORE INSERT ON trail_event FOR EACH ROW EXECUTE FUNCTION"
                + " look()");

    store.append(event());
    store.database().write(own -> store.append(own, List.of(event())));
    try (Connection host = source.getConnection()) {
      host.setAutoCommit(false);
      store.append(host, List.of(event()));
      host.commit();
    }

    assertThat(place().texts("SELECT way FROM seen")).containsExactly("on 10s", "on 0", "off 0");
  }

  @Contract("PGS-06")
  @Test
  void an_append_waits_for_an_open_one_of_the_same_event_as_long_as_for_anybody()
      throws SQLException {
    EventStore store = closing(builder().busyTimeout(Duration.ofMillis(50)).open());
    DomainEvent event = event();
    try (Connection idle = place().connect()) {
      idle.setAutoCommit(false);
      store.append(idle, List.of(event));

      assertThatThrownBy(() -> store.append(event)).satisfies(Refusals.with(Reason.BUSY));
      idle.commit();
    }
    assertThat(store.append(event).outcomes()).containsExactly(AppendResult.Outcome.DUPLICATE);
  }

  @Contract("STO-13")
  @Test
  void a_connection_to_a_trail_of_the_same_name_in_another_database_is_refused()
      throws SQLException {
    EventStore store = open();
    String database = "other_than_" + Long.toUnsignedString(System.nanoTime());
    try (Connection server = PostgresServer.shared().connections("public").getConnection()) {
      Sql.execute(server, "CREATE DATABASE " + database);
      PGSimpleDataSource elsewhere = new PGSimpleDataSource();
      elsewhere.setURL(place().address());
      elsewhere.setDatabaseName(database);
      try (Connection connection = elsewhere.getConnection()) {
        Sql.execute(connection, "CREATE SCHEMA " + ((PostgresPlace) place()).quotedName());
        connection.setAutoCommit(false);
        assertThatIllegalArgumentException()
            .isThrownBy(() -> store.append(connection, events(1)))
            .withMessageContaining("database of the trail");
        EventStore.open(elsewhere).close();
        assertThatIllegalArgumentException()
            .isThrownBy(() -> store.append(connection, events(1)))
            .withMessageContaining("database of the trail");
      } finally {
        Sql.execute(server, "DROP DATABASE " + database);
      }
    }
    assertThat(store.count(IN_APOLLO)).isZero();
  }

  @Contract({"STO-04", "STO-05"})
  @Test
  void more_than_one_statement_takes_keeps_its_order_and_is_stored_once() {
    EventStore store = open();
    List<DomainEvent> many = new ArrayList<>(events(2 * PostgresInsert.ROWS + 7));
    String large = "x".repeat(60_000);
    for (int i = 0; i < 3 * PostgresInsert.CHARACTERS / (15 * large.length()); i++) {
      var builder = event(EventType.PLAN_APPLIED);
      for (int detail = 0; detail < 15; detail++) {
        builder.detail("d" + detail, large);
      }
      many.add(builder.build());
    }
    List<DomainEvent> twice = new ArrayList<>(many);
    twice.addAll(many);

    AppendResult result = store.append(twice);

    assertThat(result.stored()).isEqualTo(many.size());
    assertThat(result.outcomes().subList(many.size(), twice.size()))
        .containsOnly(AppendResult.Outcome.DUPLICATE);
    assertThat(ids(store, IN_APOLLO.cursor(Cursor.start()))).isEqualTo(ids(many));
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
    "22021,UNSTORABLE",
    "22P05,UNSTORABLE",
    "23514,UNSTORABLE",
    "54000,UNSTORABLE",
    "P0001,UNSTORABLE",
    "42703,FAILED"
  })
  void what_the_server_says_is_told_in_our_words(String state, Reason reason) {
    SQLException failure = new SQLException("ERROR: no\n  Detail: Key (x)=(secret)", state);

    assertThat(PostgresErrors.translate(StoreException.FACTORY, "t", "append to", failure))
        .satisfies(Refusals.with(reason))
        .hasCause(failure)
        .hasMessageStartingWith("cannot append to the trail t: ")
        .hasMessageNotContaining("secret");
  }

  @Contract("PGS-07")
  @ParameterizedTest
  @ValueSource(strings = {"LATIN1", "SQL_ASCII"})
  void database_without_unicode_is_rejected(String encoding) throws SQLException {
    String database = "without_unicode_" + Long.toUnsignedString(System.nanoTime());
    try (Connection server = PostgresServer.shared().connections("public").getConnection()) {
      Sql.execute(
          server,
          "CREATE DATABASE %s ENCODING '%s' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
              .formatted(database, encoding));
      PGSimpleDataSource source = PostgresServer.shared().connections("public");
      source.setDatabaseName(database);
      try {
        assertThatThrownBy(() -> EventStore.open(source))
            .satisfies(Refusals.with(Reason.FOREIGN))
            .hasMessageContaining("encoding " + encoding)
            .hasMessageContaining("ENCODING 'UTF8'");
        try (Connection connection = source.getConnection()) {
          assertThat(
                  Sql.texts(connection, "SELECT relname FROM pg_class WHERE relname = 'event'", 1))
              .isEmpty();
        }
      } finally {
        Sql.execute(server, "DROP DATABASE " + database);
      }
    }
  }

  @Contract("PGS-07")
  @Test
  void connections_without_unicode_are_rejected() throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(place().address() + "&allowEncodingChanges=true");
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setConnectionInitSql("SET client_encoding TO 'LATIN1'");
    try (HikariDataSource pool = new HikariDataSource(config)) {
      assertThatThrownBy(() -> EventStore.open(pool))
          .satisfies(Refusals.with(Reason.FOREIGN))
          .hasMessageContaining("client encoding LATIN1");
    }
    assertThat(place().schema()).isEmpty();
  }

  @Contract("STO-15")
  @Test
  void value_beyond_a_limit_of_the_server_leaves_the_others_stored() throws SQLException {
    EventStore store = open();
    place().execute("CREATE INDEX by_details ON trail_event (details)");
    Random random = new Random(7);
    String incompressible =
        random.ints(20_000, 'a', 'z').mapToObj(Character::toString).collect(joining());
    List<DomainEvent> batch = new ArrayList<>(events(3));
    batch.add(1, event(EventType.PLAN_APPLIED).detail("long", incompressible).build());

    assertThat(store.appendStorable(batch).outcomes().get(1))
        .isEqualTo(AppendResult.Outcome.UNSTORABLE);
    assertThat(store.count(IN_APOLLO)).isEqualTo(3);
  }

  @Contract("PGS-04")
  @Test
  void a_pool_that_has_no_connection_to_give_is_told_as_such() {
    assertThat(
            PostgresErrors.translate(
                StoreException.FACTORY,
                "t",
                "read",
                new SQLTransientConnectionException("timed out after 2000 ms")))
        .satisfies(Refusals.with(Reason.UNAVAILABLE));
  }

  @Test
  void no_data_source_is_refused_by_name() {
    assertThatNullPointerException()
        .isThrownBy(() -> EventStore.open(Absent.<DataSource>absent()))
        .withMessage("connections");
  }
}
