package io.tidings.event.internal;

import static io.tidings.event.internal.FairQueue.Outcome.ACCEPTED;
import static io.tidings.event.internal.FairQueue.Outcome.CLOSED;
import static io.tidings.event.internal.FairQueue.Outcome.FULL;
import static io.tidings.event.internal.QueueProbe.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.Contract;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Admission and waiting, with a clock that the test moves. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FairQueueTest {

  private static final Duration ALMOST = QueueProbe.TIMEOUT.minusNanos(1);

  private final QueueProbe two = QueueProbe.blocking(2);

  private void fillTwo() {
    assertThat(two.offer("a")).isEqualTo(ACCEPTED);
    assertThat(two.offer("b")).isEqualTo(ACCEPTED);
  }

  @Test
  @Contract("ASY-10")
  void room_goes_to_waiting_threads_in_order_of_arrival() throws Exception {
    fillTwo();
    FutureTask<FairQueue.Outcome> c = two.offerOnThread("c");
    FutureTask<FairQueue.Outcome> d = two.offerOnThread("d");
    FutureTask<FairQueue.Outcome> e = two.offerOnThread("e");

    assertThat(two.consume(1)).containsExactly("a");
    assertThat(join(c)).isEqualTo(ACCEPTED);
    assertThat(two.queue.waiting()).isEqualTo(2);
    assertThat(two.queue.held()).isEqualTo(2);
    assertThat(two.consume(2)).containsExactly("b", "c");
    assertThat(join(d)).isEqualTo(ACCEPTED);
    assertThat(join(e)).isEqualTo(ACCEPTED);
    assertThat(two.consume(9)).containsExactly("d", "e");
    assertThat(two.dropped).isEmpty();
  }

  @Test
  @Contract("ASY-10")
  void small_element_does_not_overtake_a_waiting_large_one() throws Exception {
    QueueProbe sized = new QueueProbe(10, 10, QueuePolicy.BLOCK);
    sized.offer("123456");
    FutureTask<FairQueue.Outcome> large = sized.offerOnThread("12345");
    FutureTask<FairQueue.Outcome> small = sized.offerOnThread("1");

    assertThat(sized.queue.waiting()).isEqualTo(2);
    assertThat(sized.queue.offer("w", false)).as("the consumer itself").isEqualTo(ACCEPTED);
    sized.consume(1);
    assertThat(join(large)).isEqualTo(ACCEPTED);
    assertThat(join(small)).isEqualTo(ACCEPTED);
    assertThat(sized.consume(9)).containsExactly("w", "12345", "1");
  }

  @Test
  @Contract("ASY-10")
  void wait_in_vain_while_the_consumer_moves_is_not_stuck() throws Exception {
    fillTwo();
    FutureTask<FairQueue.Outcome> c = two.offerOnThread("c");
    FutureTask<FairQueue.Outcome> d = two.offerOnThread("d");
    two.advance(ALMOST);
    two.consume(1);
    assertThat(join(c)).isEqualTo(ACCEPTED);
    FutureTask<FairQueue.Outcome> e = two.offerOnThread("e");
    two.advance(Duration.ofNanos(1));

    assertThat(join(d)).as("waited the whole time").isEqualTo(FULL);
    assertThat(two.queue.waiting()).as("e still waits").isEqualTo(1);
    FutureTask<FairQueue.Outcome> f = two.offerOnThread("f");
    assertThat(f.isDone()).as("f waits too").isFalse();
    two.consume(2);
    assertThat(join(e)).isEqualTo(ACCEPTED);
    assertThat(join(f)).isEqualTo(ACCEPTED);
    assertThat(two.dropped).containsExactly("d");
  }

  @Test
  @Contract("ASY-10")
  void stuck_consumer_costs_one_wait_until_it_settles_an_element() throws Exception {
    fillTwo();
    FutureTask<FairQueue.Outcome> c = two.offerOnThread("c");
    two.advance(ALMOST);
    FutureTask<FairQueue.Outcome> d = two.offerOnThread("d");
    two.poll(1);
    two.advance(Duration.ofNanos(1));

    assertThat(join(c)).isEqualTo(FULL);
    assertThat(join(d)).as("waits for a stuck consumer").isEqualTo(FULL);
    assertThat(two.offer("e")).as("arrives while it is stuck").isEqualTo(FULL);
    assertThat(two.dropped).containsExactly("c", "d", "e");
    two.queue.settle(1, 1);
    assertThat(two.offer("f")).isEqualTo(ACCEPTED);
    FutureTask<FairQueue.Outcome> g = two.offerOnThread("g");
    assertThat(g.isDone()).as("waits again").isFalse();
    two.consume(1);
    assertThat(join(g)).isEqualTo(ACCEPTED);
  }

  @Test
  @Contract("ASY-10")
  void early_wake_up_is_no_wait() throws Exception {
    fillTwo();
    FutureTask<FairQueue.Outcome> c = two.offerOnThread("c");
    two.advance(ALMOST);
    two.advance(Duration.ZERO);

    assertThat(two.queue.waiting()).isEqualTo(1);
    assertThat(c.isDone()).isFalse();
    two.consume(1);
    assertThat(join(c)).isEqualTo(ACCEPTED);
  }

  @Test
  @Contract("ASY-02")
  void interrupted_thread_leaves_the_line_without_effect_on_others() throws Exception {
    fillTwo();
    FutureTask<Boolean> c =
        two.start(() -> two.offer("c") == FULL && Thread.currentThread().isInterrupted());
    Thread thread = two.lastThread();
    QueueProbe.until(() -> two.queue.waiting() == 1);
    FutureTask<FairQueue.Outcome> d = two.offerOnThread("d");
    thread.interrupt();

    assertThat(join(c)).isTrue();
    assertThat(two.queue.waiting()).isEqualTo(1);
    two.consume(1);
    assertThat(join(d)).isEqualTo(ACCEPTED);
    assertThat(two.dropped).containsExactly("c");
    Thread.currentThread().interrupt();
    assertThat(two.offer("e")).as("does not wait").isEqualTo(FULL);
    two.consume(1);
    assertThat(two.offer("f")).as("there is room").isEqualTo(ACCEPTED);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  @Contract("ASY-04")
  void consumer_itself_never_waits() {
    fillTwo();

    assertThat(two.queue.offer("c", false)).isEqualTo(FULL);
    assertThat(two.dropped).containsExactly("c");
  }

  @Test
  @Contract("ASY-09")
  void sizes_are_bounded_and_a_single_element_may_be_larger() {
    QueueProbe sized = new QueueProbe(10, 10, QueuePolicy.DROP_NEWEST);

    assertThat(sized.offer("123456789012")).isEqualTo(ACCEPTED);
    assertThat(sized.offer("")).as("beyond the bound there is no room").isEqualTo(FULL);
    sized.consume(1);
    assertThat(sized.offer("12345")).isEqualTo(ACCEPTED);
    assertThat(sized.offer("123456")).isEqualTo(FULL);
    assertThat(sized.offer("12345")).isEqualTo(ACCEPTED);
    assertThat(sized.queue.heldSize()).isEqualTo(10);
    sized.poll(2);
    assertThat(sized.offer("1")).as("taken ones occupy room").isEqualTo(FULL);
    sized.queue.settle(2, 10);
    assertThat(sized.queue.heldSize()).isZero();
  }

  @Test
  @Contract({"ASY-02", "ASY-09"})
  void drop_oldest_drops_as_few_as_needed_and_none_in_vain() {
    QueueProbe sized = new QueueProbe(10, 10, QueuePolicy.DROP_OLDEST);
    sized.offer("1234");
    sized.offer("ab");
    sized.offer("cd");
    sized.offer("12345");
    assertThat(sized.dropped).containsExactly("1234");
    sized.offer("1234567890");
    assertThat(sized.dropped).containsExactly("1234", "ab", "cd", "12345");
    sized.poll(1);

    assertThat(sized.offer("x")).isEqualTo(FULL);
    assertThat(sized.dropped).endsWith("x");
  }

  @Test
  @Contract("ASY-02")
  void keep_latest_drops_all_and_fail_reports_none() {
    QueueProbe latest = new QueueProbe(2, 100, QueuePolicy.KEEP_LATEST);
    List.of("a", "b", "c").forEach(latest::offer);
    assertThat(latest.dropped).containsExactly("a", "b");
    assertThat(latest.consume(9)).containsExactly("c");
    QueueProbe failing = new QueueProbe(1, 100, QueuePolicy.FAIL);
    failing.offer("a");

    assertThat(failing.offer("b")).isEqualTo(FULL);
    assertThat(failing.dropped).isEmpty();
  }

  @Test
  @Contract("ASY-06")
  void flush_completes_with_its_last_element_also_if_it_was_dropped() throws Exception {
    QueueProbe oldest = new QueueProbe(3, 100, QueuePolicy.DROP_OLDEST);
    oldest.offer("a");
    oldest.poll(1);
    oldest.offer("b");
    oldest.offer("c");
    FutureTask<Boolean> flush = oldest.start(() -> oldest.queue.awaitSettled(Long.MAX_VALUE));
    QueueProbe.until(() -> oldest.lastThread().getState() == Thread.State.TIMED_WAITING);
    oldest.offer("d");
    oldest.offer("e");

    assertThat(oldest.dropped).containsExactly("b", "c");
    assertThat(oldest.queue.awaitSettled(1)).as("a is in progress").isFalse();
    oldest.queue.settle(1, 1);
    assertThat(join(flush)).as("without d and e").isTrue();
  }

  @Test
  @Contract("ASY-07")
  void closing_ends_waits_and_keeps_queued_elements() throws Exception {
    fillTwo();
    FutureTask<FairQueue.Outcome> c = two.offerOnThread("c");
    two.queue.close();

    assertThat(join(c)).isEqualTo(CLOSED);
    assertThat(two.offer("d")).isEqualTo(CLOSED);
    assertThat(two.poll(1)).containsExactly("a");
    assertThat(two.queue.discard()).isEqualTo(1);
    assertThat(two.queue.isEmpty()).isTrue();
    assertThat(two.dropped).isEmpty();
  }

  @Test
  @Contract("ASY-02")
  void owner_may_permit_one_element_beyond_the_bound() throws Exception {
    fillTwo();
    FutureTask<FairQueue.Outcome> c = two.offerOnThread("c");
    FutureTask<FairQueue.Outcome> d = two.offerOnThread("d");
    two.exceeding = true;
    two.queue.handOver();
    two.exceeding = false;

    assertThat(join(c)).isEqualTo(ACCEPTED);
    assertThat(two.queue.held()).isEqualTo(3);
    assertThat(d.isDone()).isFalse();
    two.consume(1);
    assertThat(d.isDone()).as("the bound is exceeded no further").isFalse();
    two.consume(1);
    assertThat(join(d)).isEqualTo(ACCEPTED);
  }

  @Test
  @Contract("ASY-02")
  void elements_keep_their_order_while_the_storage_grows() {
    QueueProbe large = new QueueProbe(2_000, 2_000, QueuePolicy.BLOCK);
    for (int i = 0; i < 3_000; i++) {
      large.offer("" + i % 10);
      if (i % 3 > 0) {
        assertThat(large.consume(1)).hasSize(1);
      }
    }

    assertThat(large.queue.held()).isEqualTo(1_000);
    List<String> rest = large.consume(2_000);
    for (int i = 0; i < rest.size(); i++) {
      assertThat(rest.get(i)).isEqualTo("" + (2_000 + i) % 10);
    }
  }
}
