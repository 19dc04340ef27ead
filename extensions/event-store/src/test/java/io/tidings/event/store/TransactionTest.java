package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.Absent;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Appends that are a part of what a host does. */
class TransactionTest extends EveryDatabaseTest {

  private static final String PAY = "INSERT INTO payment VALUES (7)";

  @BeforeEach
  void makeATableOfTheHosts() throws SQLException {
    open().close();
    place().execute("CREATE TABLE payment (amount INTEGER)");
  }

  private Connection transaction() throws SQLException {
    Connection connection = place().connect();
    connection.setAutoCommit(false);
    return connection;
  }

  private List<String> payments() throws SQLException {
    return place().texts("SELECT amount FROM payment");
  }

  @Contract("STO-13")
  @Test
  void an_event_is_there_once_the_hosts_transaction_is_committed() throws SQLException {
    EventStore store = open();
    DomainEvent event = event();
    try (Connection connection = transaction()) {
      Sql.execute(connection, PAY);

      assertThat(store.append(connection, List.of(event)).outcomes())
          .containsExactly(AppendResult.Outcome.STORED);
      assertThat(store.count(IN_APOLLO)).isZero();
      connection.commit();
    }
    assertThat(read(store, IN_APOLLO.cursor(Cursor.start()))).containsExactly(event);
    assertThat(payments()).containsExactly("7");
  }

  @Contract("STO-13")
  @Test
  void what_is_rolled_back_has_not_happened_and_can_be_appended_later() throws SQLException {
    EventStore store = open();
    DomainEvent event = event();
    try (Connection connection = transaction()) {
      Sql.execute(connection, PAY);
      store.append(connection, List.of(event));
      connection.rollback();
    }
    assertThat(store.count(IN_APOLLO)).isZero();
    assertThat(payments()).isEmpty();
    assertThat(store.append(event).outcomes()).containsExactly(AppendResult.Outcome.STORED);
  }

  @Contract({"STO-13", "STO-04"})
  @Test
  void an_append_that_comes_twice_is_told_in_a_transaction_too() throws SQLException {
    EventStore store = open();
    DomainEvent event = event();
    store.append(event);
    try (Connection connection = transaction()) {
      AppendResult result =
          store.append(
              connection, List.of(event, event.toBuilder().detail("other", 1).build(), event()));

      assertThat(result.outcomes())
          .containsExactly(
              AppendResult.Outcome.DUPLICATE,
              AppendResult.Outcome.CONFLICT,
              AppendResult.Outcome.STORED);
      connection.commit();
    }
    assertThat(store.conflicts()).isEqualTo(1);
    assertThat(store.count(IN_APOLLO)).isEqualTo(2);
  }

  @Contract("STO-13")
  @Test
  void an_append_that_fails_leaves_the_hosts_transaction_as_it_was() throws SQLException {
    EventStore store = open();
    try (Connection connection = transaction()) {
      Sql.execute(connection, PAY);
      store.append(connection, events(1));
      Sql.execute(connection, "ALTER TABLE trail_event RENAME COLUMN details TO particulars");

      assertThatThrownBy(() -> store.append(connection, events(1)))
          .isInstanceOf(StoreException.class);

      Sql.execute(connection, "ALTER TABLE trail_event RENAME COLUMN particulars TO details");
      connection.commit();
    }
    assertThat(payments()).containsExactly("7");
    assertThat(store.count(IN_APOLLO)).isEqualTo(1);
  }

  @Contract("STO-13")
  @Test
  void a_connection_without_a_transaction_is_refused() throws SQLException {
    EventStore store = open();
    try (Connection connection = place().connect()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> store.append(connection, events(1)))
          .withMessageContaining("setAutoCommit(false)");
    }
    assertThat(store.count(IN_APOLLO)).isZero();
  }

  @Contract("STO-13")
  @Test
  void a_connection_to_another_database_is_refused() throws SQLException {
    EventStore store = open();
    Path other = directory.resolve("other.db");
    EventStore.open(other).close();
    try (Connection elsewhere = Sql.connect(other)) {
      elsewhere.setAutoCommit(false);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> store.append(elsewhere, events(1)))
          .withMessageContaining("connection must be to the");
    }
  }

  @Contract("STO-13")
  @Test
  void a_store_lends_a_transaction_of_its_own() throws SQLException {
    EventStore store = open();
    DomainEvent event = event();

    String done =
        store
            .database()
            .write(
                connection -> {
                  Sql.execute(connection, PAY);
                  store.append(connection, List.of(event));
                  return "paid";
                });

    assertThat(done).isEqualTo("paid");
    assertThat(payments()).containsExactly("7");
    assertThat(read(store, IN_APOLLO)).containsExactly(event);
  }

  @Contract("STO-13")
  @Test
  void what_throws_in_a_lent_transaction_is_rolled_back_and_thrown() throws SQLException {
    EventStore store = open();

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                store
                    .database()
                    .write(
                        connection -> {
                          Sql.execute(connection, PAY);
                          store.append(connection, events(1));
                          throw new IllegalStateException("mine");
                        }))
        .withMessage("mine");
    assertThatThrownBy(
            () ->
                store
                    .database()
                    .write(
                        connection -> {
                          Sql.execute(connection, PAY, "NONSENSE");
                          return "never";
                        }))
        .satisfies(Refusals.with(Reason.FAILED));

    assertThat(payments()).isEmpty();
    assertThat(store.count(IN_APOLLO)).isZero();
    assertThat(store.append(event()).stored()).isEqualTo(1);
  }

  @Contract("STO-13")
  @Test
  void a_lent_transaction_that_would_wait_for_itself_is_told() {
    EventStore store = open();

    assertThatIllegalStateException()
        .isThrownBy(() -> store.database().write(connection -> store.append(event())))
        .withMessageContaining("append on its connection");
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                store
                    .database()
                    .write(
                        connection -> {
                          store.close();
                          return "closed";
                        }))
        .withMessageContaining("must not close its store");
    assertThat(store.append(event()).stored()).isEqualTo(1);
  }

  @Contract({"STO-13", "STO-12"})
  @Test
  void a_store_that_is_closed_or_only_reads_takes_part_in_nothing() throws SQLException {
    EventStore store = open();
    EventStore reading = closing(builder().readOnly().open());
    store.close();
    try (Connection connection = transaction()) {
      assertThatThrownBy(() -> store.append(connection, events(1)))
          .satisfies(Refusals.with(Reason.CLOSED));
      assertThatThrownBy(() -> reading.append(connection, events(1)))
          .satisfies(Refusals.with(Reason.READ_ONLY));
    }
    assertThatThrownBy(() -> store.database().write(connection -> 1))
        .satisfies(Refusals.with(Reason.CLOSED));
    assertThatThrownBy(() -> reading.database().write(connection -> 1))
        .satisfies(Refusals.with(Reason.READ_ONLY));
  }

  @Test
  void null_is_refused_by_name() {
    EventStore store = open();

    assertThatNullPointerException()
        .isThrownBy(() -> store.append(Absent.<Connection>absent(), events(1)))
        .withMessage("connection");
  }

  @Test
  void nothing_appended_is_nothing_done() throws SQLException {
    EventStore store = open();
    try (Connection connection = transaction()) {
      assertThat(store.append(connection, List.of()).outcomes()).isEmpty();
    }
  }
}
