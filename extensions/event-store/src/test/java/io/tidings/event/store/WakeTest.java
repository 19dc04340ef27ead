package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.store.internal.follow.PollInterval;
import io.tidings.event.testkit.contract.Contract;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Followers that would look once a minute unless they were told. */
@Timeout(60)
class WakeTest extends EveryDatabaseTest {

  static final PollInterval SELDOM = new PollInterval(Duration.ofMinutes(1), Duration.ofMinutes(1));

  private final Heard heard = new Heard();

  @Contract("FOL-01")
  @Test
  void an_append_of_the_same_store_wakes_its_followers() throws Exception {
    EventStore store = closing(builder().pollInterval(SELDOM).open());
    try (Follower follower = store.follow(IN_APOLLO, Cursor.start(), heard)) {
      for (long place = 1; place <= 3; place++) {
        store.append(event());
        assertThat(heard.soon(1)).containsExactly(place);
      }
      assertThat(follower.done()).isNotDone();
    }
  }

  @Contract({"FOL-01", "STO-13"})
  @Test
  void what_is_appended_in_a_lent_transaction_wakes_them_too() throws Exception {
    EventStore store = closing(builder().pollInterval(SELDOM).open());
    try (Follower follower = store.follow(IN_APOLLO, Cursor.start(), heard)) {
      for (long place = 1; place <= 3; place++) {
        store.database().write(connection -> store.append(connection, List.of(event())));
        assertThat(heard.soon(1)).containsExactly(place);
      }
      assertThat(follower.done()).isNotDone();
    }
  }
}
