package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.store.internal.follow.PollInterval;
import io.tidings.event.testkit.contract.Contract;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Followers that poll once a minute unless they are woken. */
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

  @Contract("FOL-01")
  @Test
  void only_a_transaction_that_appends_wakes_followers() {
    EventStore store = open();
    AtomicInteger wakes = new AtomicInteger();

    store.writing().run(connection -> "nothing", wakes::incrementAndGet);
    assertThat(wakes).hasValue(0);
    DomainEvent event = event();
    store
        .writing()
        .run(connection -> store.append(connection, List.of(event)), wakes::incrementAndGet);
    assertThat(wakes).hasValue(1);
    store
        .writing()
        .run(connection -> store.append(connection, List.of(event)), wakes::incrementAndGet);
    assertThat(wakes).as("a duplicate is not stored").hasValue(1);
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
