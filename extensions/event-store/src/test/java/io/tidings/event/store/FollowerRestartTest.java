package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.store.internal.follow.RestartDelays;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.Absent;
import io.tidings.event.testkit.internal.LogCapture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FollowerRestartTest extends EveryDatabaseTest {

  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

  private final Heard heard = new Heard();
  private final LogCapture log = LogCapture.of(EventStore.class);

  @AfterEach
  void endCapture() {
    log.close();
  }

  private static FollowerOptions restarting(long first, long most) {
    return FollowerOptions.restarting(Duration.ofMillis(first), Duration.ofMillis(most));
  }

  /** Returns a handler that throws for some positions a number of times, then records them. */
  private Follower.Handler failing(Map<Long, Integer> times) {
    Map<Long, Integer> left = new ConcurrentHashMap<>(times);
    return stored -> {
      if (left.merge(stored.seq(), -1, Integer::sum) >= 0) {
        throw new IllegalStateException("mine");
      }
      heard.handle(stored);
    };
  }

  private static @Nullable Throwable cause(ILoggingEvent entry) {
    return entry.getThrowableProxy() instanceof ThrowableProxy proxy ? proxy.getThrowable() : null;
  }

  private CountDownLatch nextWarning() {
    CountDownLatch warned = new CountDownLatch(1);
    log.onEntry(entry -> warned.countDown());
    return warned;
  }

  @Contract({"FOL-05", "FOL-06"})
  @Test
  void end_of_a_named_follower_is_logged() {
    EventStore store = open();
    store.append(events(5));
    IllegalStateException mine = new IllegalStateException("mine");
    Follower follower =
        store.follow(
            "mailer",
            IN_APOLLO,
            Cursor.start(),
            stored -> {
              if (stored.seq() == 3) {
                throw mine;
              }
            });

    assertThatThrownBy(() -> follower.done().get(30, TimeUnit.SECONDS)).hasCause(mine);
    assertThat(log.warnings()).hasSize(1);
    assertThat(log.warnings().get(0))
        .contains("'mailer'", "after position 2", "has ended", "follow again under its name")
        .contains("FollowerOptions.restarting");
    assertThat(cause(log.entries().get(0))).isSameAs(mine);
  }

  @Contract({"FOL-05", "FOL-06"})
  @Test
  void end_of_a_follower_without_a_name_is_logged() {
    EventStore store = open();
    store.append(events(5));
    Follower follower =
        store.follow(IN_APOLLO, Cursor.start(), FollowerOptions.defaults(), failing(Map.of(3L, 1)));

    assertThatThrownBy(() -> follower.done().get(30, TimeUnit.SECONDS))
        .hasMessageContaining("mine");
    assertThat(log.warnings()).hasSize(1);
    assertThat(log.warnings().get(0)).contains("without a name", "Cursor.after(2)");
  }

  @Contract("FOL-06")
  @Test
  void restarted_follower_continues_with_the_failed_event() throws Exception {
    EventStore store = open();
    store.append(events(5));
    try (Follower follower =
        store.follow(IN_APOLLO, Cursor.start(), restarting(1, 1), failing(Map.of(3L, 1)))) {
      assertThat(heard.next(5)).containsExactly(1L, 2L, 3L, 4L, 5L);
      store.append(event());

      assertThat(heard.next(1)).containsExactly(6L);
      assertThat(follower.done()).isNotDone();
    }
    assertThat(log.warnings()).hasSize(1);
    assertThat(log.warnings().get(0)).contains("after position 2", "restarting it in PT0.001S");
    assertThat(cause(log.entries().get(0))).hasMessage("mine");
  }

  @Contract({"FOL-02", "FOL-06"})
  @Test
  void delays_double_and_begin_again_after_progress() throws Exception {
    EventStore store = open();
    store.append(events(5));
    try (Follower follower =
        store.follow(
            "mailer", IN_APOLLO, Cursor.start(), restarting(1, 5), failing(Map.of(2L, 4, 4L, 2)))) {
      assertThat(heard.next(5))
          .as("none is left out or repeated")
          .containsExactly(1L, 2L, 3L, 4L, 5L);
      assertThat(follower.done()).isNotDone();
    }
    assertThat(log.warnings())
        .extracting(
            warning ->
                warning.replaceAll(".*position (\\d) *; restarting it in PT0.00(\\d)S", "$1:$2"))
        .containsExactly("1:1", "1:2", "1:4", "1:5", "3:1", "3:2");
    assertThat(place().texts("SELECT seq FROM follower")).containsExactly("5");
  }

  @Contract("FOL-06")
  @Test
  void page_is_handled_again_after_a_failed_flush() throws Exception {
    EventStore store = open();
    store.append(events(3));
    List<Integer> pages = new ArrayList<>();
    Follower.Handler collecting =
        new Follower.Handler() {
          private final List<StoredEvent> page = new ArrayList<>();

          @Override
          public void handle(StoredEvent event) {
            page.add(event);
          }

          @Override
          public void flush() {
            pages.add(page.size());
            List<StoredEvent> complete = List.copyOf(page);
            page.clear();
            if (pages.size() == 1) {
              throw new IllegalStateException("mine");
            }
            complete.forEach(heard::handle);
          }
        };
    try (Follower follower =
        store.follow("index", IN_APOLLO, Cursor.start(), restarting(1, 1), collecting)) {
      assertThat(heard.next(3)).containsExactly(1L, 2L, 3L);
      assertThat(follower.done()).isNotDone();
    }
    assertThat(pages).containsExactly(3, 3);
  }

  @Contract("FOL-06")
  @Test
  void errors_and_interrupts_of_a_handler_restart_it() throws Exception {
    EventStore store = open();
    store.append(events(3));
    List<Long> failed = new ArrayList<>();
    Follower.Handler handler =
        stored -> {
          if (stored.seq() < 3 && !failed.contains(stored.seq())) {
            failed.add(stored.seq());
            Thread.currentThread().interrupt();
            throw stored.seq() == 1 ? new NoClassDefFoundError("mine") : new AssertionError("mine");
          }
          heard.handle(stored);
        };
    try (Follower follower =
        store.follow("mailer", IN_APOLLO, Cursor.start(), restarting(1, 1), handler)) {
      assertThat(heard.next(3)).containsExactly(1L, 2L, 3L);
      assertThat(follower.done()).isNotDone();
    }
    assertThat(log.warnings()).hasSize(2);
  }

  @Contract("FOL-06")
  @Test
  void close_ends_the_longest_delay() throws Exception {
    EventStore store = open();
    store.append(events(3));
    CountDownLatch warned = nextWarning();
    Follower follower =
        store.follow(
            "mailer",
            IN_APOLLO,
            Cursor.start(),
            FollowerOptions.restarting(FOREVER, FOREVER),
            failing(Map.of(2L, 1)));
    assertThat(warned.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(follower.done()).isNotDone();
    follower.close();

    assertThat(follower.done()).isCompleted();
    assertThat(follower.position()).isEqualTo(1);
    assertThat(log.warnings()).hasSize(1);
  }

  @Contract({"FOL-05", "FOL-06"})
  @Test
  void closed_store_ends_a_restarting_follower_without_a_warning() throws Exception {
    EventStore store = open();
    store.append(event());
    FollowerOptions options = FollowerOptions.restarting(MILLI, FOREVER);
    Follower follower = store.follow("mailer", IN_APOLLO, Cursor.start(), options, heard);
    Follower unnamed = store.follow(IN_APOLLO, Cursor.start(), heard);
    heard.next(2);
    store.close();

    for (Follower ended : List.of(follower, unnamed)) {
      assertThatThrownBy(() -> ended.done().get(30, TimeUnit.SECONDS))
          .cause()
          .satisfies(Refusals.with(Reason.CLOSED));
    }
    assertThat(log.warnings()).isEmpty();
  }

  @Contract({"FOL-06", "RET-06"})
  @Test
  void follower_restarts_after_removed_events() throws Exception {
    EventStore store = open();
    store.append(events(3));
    clock.advance(Duration.ofDays(2));
    store.append(event());
    new Retention(store).run(List.of(new Retention.Plan("daily", Duration.ofDays(1), null)));

    try (Follower follower =
        store.follow("mailer", IN_APOLLO, Cursor.after(1), restarting(1, 1), heard)) {
      assertThat(heard.next(1)).containsExactly(4L);
      assertThat(follower.done()).isNotDone();
    }
    assertThat(log.warnings()).hasSize(1);
    assertThat(log.warnings().get(0)).contains("restarting");
    assertThat(cause(log.entries().get(0))).satisfies(Refusals.with(Reason.BEHIND));
  }

  @Contract("FOL-05")
  @Test
  void failure_of_the_handler_is_not_replaced_by_one_of_the_trail() {
    EventStore store = open();
    store.append(events(2));
    IllegalStateException mine = new IllegalStateException("mine");
    Follower follower =
        store.follow(
            "mailer",
            IN_APOLLO,
            Cursor.start(),
            stored -> {
              if (stored.seq() == 2) {
                place().execute("DROP TABLE follower");
                throw mine;
              }
            });

    assertThatThrownBy(() -> follower.done().get(30, TimeUnit.SECONDS)).hasCause(mine);
    assertThat(mine.getSuppressed()).hasSize(1);
    assertThat(log.warnings()).hasSize(1);
  }

  @Contract({"FOL-04", "FOL-06"})
  @Test
  void end_of_a_publishers_follower_is_logged() throws Exception {
    EventStore store = open();
    store.append(event());
    CountDownLatch failed = new CountDownLatch(1);
    Flow.Subscriber<StoredEvent> subscriber =
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(0);
          }

          @Override
          public void onNext(StoredEvent event) {}

          @Override
          public void onError(Throwable failure) {
            failed.countDown();
          }

          @Override
          public void onComplete() {}
        };
    CountDownLatch warned = nextWarning();
    store.follow(IN_APOLLO, Cursor.start()).subscribe(subscriber);

    assertThat(failed.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(warned.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(log.warnings().get(0))
        .contains("Subscription to the trail", "has ended", "subscribe again from Cursor.after(0)")
        .doesNotContain("restarting");
  }

  @Contract("FOL-06")
  @Test
  void delays_out_of_range_are_rejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FollowerOptions.restarting(Duration.ZERO, MILLI))
        .withMessageContaining("first must be positive");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FollowerOptions.restarting(MILLI.negated(), MILLI))
        .withMessageContaining("first must be positive");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FollowerOptions.restarting(MILLI, Duration.ofNanos(1)))
        .withMessageContaining("most must be at least");
    EventStore store = open();
    assertThatNullPointerException()
        .isThrownBy(() -> store.follow(IN_APOLLO, Cursor.start(), Absent.absent(), heard))
        .withMessage("options");
    assertThat(restarting(1, 2)).hasToString("FollowerOptions[restarting PT0.001S to PT0.002S]");
    assertThat(FollowerOptions.defaults()).hasToString("FollowerOptions[defaults]");
  }

  @Test
  void longest_delays_do_not_overflow() {
    RestartDelays delays = new RestartDelays(FOREVER.dividedBy(2), FOREVER);

    assertThat(delays.after(0)).isEqualTo(FOREVER.dividedBy(2));
    assertThat(delays.after(0)).isLessThanOrEqualTo(FOREVER).isPositive();
    assertThat(delays.after(0)).isEqualTo(FOREVER);
    assertThat(delays.after(1)).isEqualTo(FOREVER.dividedBy(2));
  }
}
