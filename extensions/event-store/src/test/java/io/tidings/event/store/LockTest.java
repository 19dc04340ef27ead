package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.testkit.contract.Contract;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LockTest extends StoreTest {

  @Contract({"FIL-07", "STO-02"})
  @Test
  void a_database_that_stays_locked_is_told_and_the_store_goes_on_afterwards() throws Exception {
    EventStore store = closing(builder().busyTimeout(Duration.ofMillis(50)).open());
    store.append(event());
    try (Connection other = Sql.connect(file())) {
      Sql.execute(other, "BEGIN IMMEDIATE");

      assertThatThrownBy(() -> store.append(event()))
          .satisfies(Refusals.with(Reason.BUSY))
          .hasMessageContaining("PT0.05S");
      assertThat(store.count(IN_APOLLO)).as("who reads does not wait").isEqualTo(1);
      Sql.execute(other, "ROLLBACK");
    }
    assertThat(store.append(event()).stored()).isEqualTo(1);
    assertThat(store.count(IN_APOLLO)).isEqualTo(2);
  }

  @Contract("FIL-07")
  @Test
  void two_processes_and_this_one_append_to_one_trail() throws Exception {
    EventStore store = open();
    Process one = WritingProcess.start(place().address(), "one", 40, 10);
    Process two = WritingProcess.start(place().address(), "two", 40, 10);
    for (int i = 0; i < 40; i++) {
      store.append(events(10));
    }
    one.getInputStream().readAllBytes();
    two.getInputStream().readAllBytes();

    assertThat(one.waitFor()).isZero();
    assertThat(two.waitFor()).isZero();
    List<StoredEvent> all = store.list(IN_APOLLO.cursor(Cursor.start()));
    assertThat(all).hasSize(1_200);
    assertThat(all).extracting(StoredEvent::seq).isSorted().doesNotHaveDuplicates();
  }

  @Contract({"FIL-01", "FIL-07"})
  @Test
  void a_trail_begun_by_several_at_once_is_one_trail() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Callable<EventStore>> opens = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      opens.add(() -> EventStore.open(file()));
    }
    for (Future<EventStore> opened : threads.invokeAll(opens)) {
      closing(opened.get()).append(event());
    }
    threads.shutdown();

    assertThat(open().count(IN_APOLLO)).isEqualTo(8);
    assertThat(directory.toFile().list())
        .allMatch(name -> name.startsWith("trail.db"), "no part of a trail is left over");
  }

  @Contract("FIL-07")
  @Test
  void a_store_closed_in_the_same_process_does_not_unlock_the_others() throws Exception {
    EventStore store = open();
    store.append(event());
    EventStore.open(file()).close();
    Process other = WritingProcess.start(place().address(), "other", 1, 1);
    other.getInputStream().readAllBytes();
    assertThat(other.waitFor()).isZero();

    store.append(event());
    assertThat(store.count(IN_APOLLO)).isEqualTo(3);
    store.close();
    assertThat(Sql.texts(file(), "PRAGMA integrity_check")).containsExactly("ok");
  }
}
