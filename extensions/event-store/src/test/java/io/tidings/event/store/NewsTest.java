package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tidings.event.testkit.contract.Contract;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/** What PostgreSQL tells of the appends of others, to followers that would look once a minute. */
@Timeout(60)
class NewsTest extends StoreTest {

  private final Heard heard = new Heard();

  @Override
  protected Backend backend() {
    return Backend.POSTGRES;
  }

  @Contract("FOL-01")
  @Test
  void an_append_of_another_store_wakes_followers() throws Exception {
    EventStore other = open();
    EventStore store = closing(builder().pollInterval(WakeTest.SELDOM).open());
    try (Follower follower = store.follow(IN_APOLLO, Cursor.start(), heard)) {
      for (long place = 1; place <= 3; place++) {
        other.append(event());
        assertThat(heard.soon(1)).containsExactly(place);
      }
      assertThat(follower.done()).isNotDone();
    }
  }

  @Contract({"FOL-01", "STO-13"})
  @Test
  void what_a_hosts_transaction_has_appended_wakes_them_when_it_is_committed() throws Exception {
    EventStore store = closing(builder().pollInterval(WakeTest.SELDOM).open());
    try (Follower follower = store.follow(IN_APOLLO, Cursor.start(), heard);
        Connection connection = place().connect()) {
      connection.setAutoCommit(false);
      for (long place = 1; place <= 3; place++) {
        store.append(connection, List.of(event()));
        connection.commit();
        assertThat(heard.soon(1)).containsExactly(place);
      }
      assertThat(follower.done()).isNotDone();
    }
  }

  @Contract({"FOL-01", "PGS-03"})
  @Test
  void a_pool_that_gives_connections_in_a_transaction_is_as_good() throws Exception {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(place().address());
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setAutoCommit(false);
    EventStore other = open();
    try (HikariDataSource pool = new HikariDataSource(config);
        EventStore store = EventStore.builder(pool).pollInterval(WakeTest.SELDOM).open();
        Follower follower = store.follow("mailer", IN_APOLLO, Cursor.start(), heard)) {
      for (long place = 1; place <= 6; place += 2) {
        other.append(event());
        assertThat(heard.soon(1)).containsExactly(place);
        store.append(event());
        assertThat(heard.soon(1)).containsExactly(place + 1);
      }
      assertThat(store.count(IN_APOLLO)).isEqualTo(6);
      assertThat(follower.done()).isNotDone();
    }
  }
}
