package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidings.event.store.spi.StoreLease;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.LogCapture;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LeaseTest extends EveryDatabaseTest {

  private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

  /** Moves the ends of all leases, as if the clock of the database was set the other way. */
  private void moveEnds(Duration by) throws SQLException {
    place()
        .execute("UPDATE lease SET expires_at = expires_at + " + TimeUnit.MICROSECONDS.convert(by));
  }

  private static StoreLease lease(EventStore store, Duration time) {
    return store.database().lease("x", time);
  }

  @Contract("SCH-04")
  @Test
  void longest_lease_excludes_other_owners() {
    EventStore store = open();
    for (Duration time : List.of(Duration.ofMillis(Long.MAX_VALUE), FOREVER)) {
      StoreLease first = lease(store, time);
      StoreLease second = lease(store, time);

      assertThat(first.take()).isTrue();
      assertThat(second.take()).isFalse();
      assertThat(first.take()).as("renewed").isTrue();
      assertThat(first.release()).isTrue();
      assertThat(second.take()).isTrue();
      assertThat(second.release()).isTrue();
    }
  }

  @Contract("SCH-04")
  @Test
  void lease_beyond_its_time_is_shortened_with_one_warning() throws SQLException {
    EventStore store = open();
    StoreLease first = lease(store, Duration.ofSeconds(30));
    StoreLease second = lease(store, Duration.ofSeconds(30));
    assertThat(first.take()).isTrue();
    moveEnds(Duration.ofDays(400));
    try (LogCapture log = LogCapture.of(EventStore.class)) {
      assertThat(second.take()).isFalse();
      assertThat(second.take()).isFalse();

      assertThat(log.warnings()).hasSize(1);
      assertThat(log.warnings().get(0)).contains("'lease x'", "PT30S", "set back");
    }
    assertThat(first.take()).as("its owner may renew it").isTrue();
    moveEnds(Duration.ofDays(400));
    assertThat(second.take()).isFalse();
    moveEnds(Duration.ofSeconds(-31));
    assertThat(second.take()).as("after its time").isTrue();
  }

  @Contract("SCH-04")
  @Test
  void lease_of_an_owner_with_a_longer_time_is_kept() throws SQLException {
    EventStore store = open();
    assertThat(lease(store, Duration.ofDays(1)).take()).isTrue();
    StoreLease second = lease(store, Duration.ofSeconds(1));
    try (LogCapture log = LogCapture.of(EventStore.class)) {
      assertThat(second.take()).isFalse();
      moveEnds(Duration.ofHours(-23));
      assertThat(second.take()).isFalse();

      assertThat(log.warnings()).isEmpty();
    }
    moveEnds(Duration.ofMinutes(-61));
    assertThat(second.take()).isTrue();
  }

  @Contract({"SCH-04", "FOL-03"})
  @Test
  void follower_lease_beyond_its_time_is_taken_over_after_it() throws Exception {
    EventStore store = open();
    EventStore elsewhere = open();
    store.append(event());
    StoreLease crashed = store.database().lease("x", Duration.ofSeconds(30));
    assertThat(crashed.take()).isTrue();
    place().execute("UPDATE lease SET name = 'follower mailer'");
    moveEnds(Duration.ofDays(1));
    Heard heard = new Heard();
    try (LogCapture log = LogCapture.of(EventStore.class)) {
      CountDownLatch warned = new CountDownLatch(1);
      log.onEntry(entry -> warned.countDown());
      try (Follower follower = elsewhere.follow("mailer", IN_APOLLO, Cursor.start(), heard)) {
        assertThat(warned.await(30, TimeUnit.SECONDS)).isTrue();
        moveEnds(Duration.ofSeconds(-31));

        assertThat(heard.next(1)).containsExactly(1L);
        assertThat(follower.done()).isNotDone();
      }
    }
  }

  @Contract("SCH-04")
  @Test
  void lease_without_a_positive_time_is_rejected() {
    EventStore store = open();
    for (Duration time : List.of(Duration.ZERO, Duration.ofSeconds(-1), FOREVER.negated())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> lease(store, time))
          .withMessageContaining("time must be positive");
    }
  }

  @Contract({"FIL-07", "PGS-06"})
  @Test
  void longest_busy_timeout_waits() throws Exception {
    EventStore store = closing(builder().busyTimeout(FOREVER).reconnecting(FOREVER).open());
    EventStore other = open();
    var event = event();
    try (var host = place().connect()) {
      host.setAutoCommit(false);
      other.append(host, List.of(event));
      var append = new FutureTask<>(() -> store.append(event));
      new Thread(append).start();
      host.commit();

      assertThat(append.get(30, TimeUnit.SECONDS).duplicates()).isEqualTo(1);
    }
    assertThat(store.count(IN_APOLLO)).isEqualTo(1);
  }
}
