package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventType;
import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.store.internal.schema.Migrations;
import io.tidings.event.store.internal.schema.Schema;
import io.tidings.event.testkit.TestClock;
import io.tidings.event.testkit.contract.Contract;
import java.io.BufferedReader;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FollowTest extends EveryDatabaseTest {

  private final Heard heard = new Heard();

  private static List<Long> places(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  private static void assertEndedWith(Follower follower, Reason reason) {
    assertThatThrownBy(() -> follower.done().get(30, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .satisfies(Refusals.with(reason));
  }

  @Contract("FOL-01")
  @Test
  void what_is_there_comes_first_and_then_what_is_appended() throws Exception {
    EventStore store = open();
    store.append(events(1_200));
    try (Follower follower = store.follow(IN_APOLLO, Cursor.start(), heard)) {
      assertThat(heard.next(1_200)).isEqualTo(places(1, 1_200));
      store.append(event());
      store.append(events(2));

      assertThat(heard.next(3)).isEqualTo(places(1_201, 1_203));
      assertThat(follower.done()).isNotDone();
    }
    store.append(event());
    assertThat(heard.more()).as("after the follower was closed").isZero();
  }

  @Contract("FOL-01")
  @Test
  void a_follower_begins_after_its_place_and_hears_what_its_query_finds() throws Exception {
    EventStore store = open();
    store.append(events(3));
    EventQuery query = IN_APOLLO.kinds(EventType.PLAN_APPLIED);
    try (Follower follower = store.follow(query, Cursor.after(2), heard)) {
      store.append(List.of(event(), event(EventType.PLAN_APPLIED).build(), event()));
      store.append(event(EventType.PLAN_APPLIED).scope(GEMINI).build());
      store.append(event(EventType.PLAN_APPLIED).build());

      assertThat(heard.next(2)).containsExactly(5L, 8L);
      assertThat(follower.position()).isGreaterThanOrEqualTo(5);
    }
    assertThat(heard.more()).isZero();
  }

  @Contract("FOL-01")
  @Test
  void nothing_is_left_out_or_comes_twice_while_others_append() throws Exception {
    EventStore store = open();
    EventStore other = open();
    List<Thread> writers = new ArrayList<>();
    for (EventStore writer : List.of(store, other, store)) {
      List<DomainEvent> mine = events(300);
      writers.add(
          new Thread(
              () -> {
                for (int i = 0; i < mine.size(); i += 3) {
                  writer.append(mine.subList(i, i + 3));
                }
              }));
    }
    try (Follower follower = store.follow(IN_APOLLO, Cursor.start(), heard)) {
      writers.forEach(Thread::start);

      assertThat(heard.next(900)).isSorted().doesNotHaveDuplicates();
      assertThat(follower.done()).isNotDone();
    }
    assertThat(heard.more()).isZero();
  }

  @Contract("FOL-01")
  @Test
  void what_another_process_appends_is_heard() throws Exception {
    EventStore store = open();
    try (Follower follower = store.follow(IN_APOLLO, Cursor.start(), heard)) {
      Process process = WritingProcess.start(place().address(), "other", 20, 5);
      process.getInputStream().readAllBytes();
      assertThat(process.waitFor()).isZero();

      assertThat(heard.next(100)).isEqualTo(places(1, 100));
      assertThat(follower.done()).isNotDone();
    }
  }

  @Contract("FOL-01")
  @Test
  void what_a_hosts_transaction_appends_is_heard_once_it_is_committed() throws Exception {
    EventStore store = open();
    try (Follower follower = store.follow(IN_APOLLO, Cursor.start(), heard);
        Connection connection = place().connect()) {
      connection.setAutoCommit(false);
      store.append(connection, events(2));
      assertThat(store.list(IN_APOLLO.cursor(Cursor.start()))).as("a look before that").isEmpty();
      connection.commit();

      assertThat(heard.next(2)).isEqualTo(places(1, 2));
      assertThat(follower.done()).isNotDone();
    }
  }

  @Contract("FOL-05")
  @Test
  void what_the_handler_throws_ends_the_follower_before_that_event() throws Exception {
    EventStore store = open();
    store.append(events(5));
    IllegalStateException mine = new IllegalStateException("mine");
    Follower follower =
        store.follow(
            IN_APOLLO,
            Cursor.start(),
            stored -> {
              if (stored.seq() == 3) {
                throw mine;
              }
            });

    assertThatThrownBy(() -> follower.done().get(30, TimeUnit.SECONDS)).hasCause(mine);
    assertThat(follower.position()).isEqualTo(2);
    follower.close();
  }

  @Contract("FOL-05")
  @Test
  void what_the_handler_throws_is_not_taken_for_trouble_of_the_trail() throws Exception {
    EventStore store = open();
    store.append(event());
    StoreException passing = new StoreException(Reason.UNAVAILABLE, "another trail is away", null);
    Follower follower =
        store.follow(
            "mailer",
            IN_APOLLO,
            Cursor.start(),
            stored -> {
              throw passing;
            });

    assertThatThrownBy(() -> follower.done().get(30, TimeUnit.SECONDS)).hasCause(passing);
  }

  @Contract({"FOL-05", "STO-12"})
  @Test
  void a_store_that_is_closed_ends_its_followers() {
    EventStore store = open();
    Follower follower = store.follow(IN_APOLLO, Cursor.start(), heard);
    store.close();

    assertEndedWith(follower, Reason.CLOSED);
    assertThatThrownBy(() -> store.follow(IN_APOLLO, Cursor.start(), heard))
        .satisfies(Refusals.with(Reason.CLOSED));
  }

  @Contract("FOL-05")
  @Test
  void a_follower_may_be_closed_by_its_own_handler() throws Exception {
    EventStore store = open();
    store.append(events(3));
    List<Follower> own = new ArrayList<>();
    CountDownLatch made = new CountDownLatch(1);
    Follower follower =
        store.follow(
            IN_APOLLO,
            Cursor.start(),
            stored -> {
              made.await();
              own.get(0).close();
              heard.handle(stored);
            });
    own.add(follower);
    made.countDown();

    follower.done().get(30, TimeUnit.SECONDS);
    assertThat(heard.more()).isEqualTo(1);
    assertThat(follower.position()).isEqualTo(1);
  }

  @Contract("FOL-05")
  @Test
  void a_transaction_that_would_wait_for_a_follower_is_told() {
    EventStore store = open();
    Follower named = store.follow("mailer", IN_APOLLO, Cursor.start(), heard);
    Follower unnamed = store.follow(IN_APOLLO, Cursor.start(), heard);
    for (Follower follower : List.of(named, unnamed)) {
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  store
                      .database()
                      .write(
                          connection -> {
                            follower.close();
                            return "closed";
                          }))
          .withMessageContaining("follower");
      assertThat(follower.done()).isNotDone();
      follower.close();
      assertThat(follower.done()).isCompleted();
    }
  }

  @Test
  void a_cursor_with_a_limit_is_refused() {
    EventStore store = open();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.follow(IN_APOLLO, Cursor.start().limit(3), heard))
        .withMessageContaining("from");
  }

  @Contract("FOL-02")
  @Test
  void a_name_goes_on_where_it_has_stopped() throws Exception {
    EventStore store = open();
    store.append(events(3));
    try (Follower follower = store.follow("mailer", IN_APOLLO, Cursor.start(), heard)) {
      assertThat(heard.next(3)).isEqualTo(places(1, 3));
      assertThat(follower.done()).isNotDone();
    }
    store.append(events(2));
    store.close();
    EventStore later = open();
    try (Follower follower = later.follow("mailer", IN_APOLLO, Cursor.start(), heard)) {
      assertThat(heard.next(2)).isEqualTo(places(4, 5));
      assertThat(follower.done()).isNotDone();
    }
    Heard others = new Heard();
    try (Follower follower = later.follow("indexer", IN_APOLLO, Cursor.after(4), others)) {
      assertThat(others.next(1)).containsExactly(5L);
      assertThat(follower.done()).isNotDone();
    }
  }

  @Contract("FOL-02")
  @Test
  void what_was_handled_and_not_kept_comes_again_and_nothing_is_left_out() throws Exception {
    EventStore store = open();
    store.append(events(5));
    IllegalStateException killed = new IllegalStateException("between delivery and cursor");
    Follower follower =
        store.follow(
            "mailer",
            IN_APOLLO,
            Cursor.start(),
            stored -> {
              heard.handle(stored);
              if (stored.seq() == 3) {
                throw killed;
              }
            });
    assertThatThrownBy(() -> follower.done().get(30, TimeUnit.SECONDS)).hasCause(killed);
    assertThat(heard.next(3)).isEqualTo(places(1, 3));

    try (Follower again = store.follow("mailer", IN_APOLLO, Cursor.start(), heard)) {
      assertThat(heard.next(3)).isEqualTo(places(3, 5));
      assertThat(again.done()).isNotDone();
    }
  }

  @Contract({"FOL-02", "FOL-03"})
  @Test
  void a_process_killed_between_delivery_and_place_leaves_nothing_out() throws Exception {
    EventStore store = open();
    store.append(events(Queries.Page.SIZE + 20));
    long inTheSecondPage = Queries.Page.SIZE + 10;
    Process process = FollowingProcess.start(place().address(), "mailer", inTheSecondPage);
    List<Long> handled = new ArrayList<>();
    try (BufferedReader lines = process.inputReader()) {
      while (!handled.contains(inTheSecondPage)) {
        handled.add(Long.valueOf(lines.readLine()));
      }
      process.toHandle().destroyForcibly();
    }
    assertThat(process.waitFor()).as("it was killed").isEqualTo(137);
    assertThat(handled).isEqualTo(places(1, inTheSecondPage));
    place().execute("UPDATE lease SET expires_at = 0");

    try (Follower again = store.follow("mailer", IN_APOLLO, Cursor.start(), heard)) {
      assertThat(heard.next(20)).as("from the page on").isEqualTo(places(501, 520));
      assertThat(again.done()).isNotDone();
    }
    assertThat(heard.more()).isZero();
  }

  @Contract({"FOL-01", "STO-05"})
  @Test
  void clocks_that_are_an_hour_apart_make_no_difference() throws Exception {
    TestClock late = TestClock.at(clock.instant().minus(Duration.ofHours(1)));
    EventStore here = open();
    EventStore there = closing(place().builder().clock(late).open());
    try (Follower follower = there.follow("mailer", IN_APOLLO, Cursor.start(), heard)) {
      for (int i = 0; i < 10; i++) {
        here.append(event());
        there.append(events.withClock(late).root(EventType.PLAN_APPLIED).scope(APOLLO).build());
      }

      assertThat(heard.next(20)).isEqualTo(places(1, 20));
      assertThat(follower.done()).isNotDone();
    }
    try (Follower next = here.follow("mailer", IN_APOLLO, Cursor.start(), heard)) {
      here.append(event());
      assertThat(heard.next(1)).as("the name is free at once").containsExactly(21L);
      assertThat(next.done()).isNotDone();
    }
  }

  @Contract("RET-06")
  @Test
  void what_a_follower_has_handled_may_be_removed_behind_it() throws Exception {
    EventStore store = open();
    store.append(events(3));
    try (Follower follower = store.follow(IN_APOLLO, Cursor.start(), heard)) {
      heard.next(3);
      clock.advance(Duration.ofDays(2));
      store.append(event());
      assertThat(heard.next(1)).containsExactly(4L);

      new Retention(store).run(List.of(new Retention.Plan("daily", Duration.ofDays(1), null)));
      store.append(event());

      assertThat(heard.next(1)).containsExactly(5L);
      assertThat(follower.done()).isNotDone();
    }
    assertThat(store.count(IN_APOLLO)).isEqualTo(2);
  }

  @Contract("FOL-03")
  @Test
  void of_two_followers_of_one_name_one_hears_and_the_other_takes_over() throws Exception {
    EventStore store = open();
    EventStore elsewhere = open();
    Heard others = new Heard();
    store.append(event());
    Follower first = store.follow("mailer", IN_APOLLO, Cursor.start(), heard);
    assertThat(heard.next(1)).containsExactly(1L);
    try (Follower second = elsewhere.follow("mailer", IN_APOLLO, Cursor.start(), others)) {
      store.append(events(2));
      assertThat(heard.next(2)).isEqualTo(places(2, 3));

      first.close();
      store.append(event());
      assertThat(others.next(1)).as("the first it hears").containsExactly(4L);
      assertThat(second.done()).isNotDone();
    }
    assertThat(heard.more()).isZero();
  }

  @Contract("FOL-03")
  @Test
  void one_that_was_silent_for_too_long_loses_the_name_and_keeps_nothing_after() throws Exception {
    EventStore store = open();
    EventStore elsewhere = open();
    Heard others = new Heard();
    store.append(event());
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch handling = new CountDownLatch(1);
    Follower first =
        store.follow(
            "mailer",
            IN_APOLLO,
            Cursor.start(),
            stored -> {
              handling.countDown();
              stuck.await();
            });
    handling.await();
    place().execute("UPDATE lease SET expires_at = 0");
    try (Follower second = elsewhere.follow("mailer", IN_APOLLO, Cursor.start(), others)) {
      assertThat(others.next(1)).as("at least once").containsExactly(1L);
      store.append(event());
      assertThat(others.next(1)).containsExactly(2L);
      stuck.countDown();
      store.append(event());

      assertThat(others.next(1)).containsExactly(3L);
      assertThat(second.done()).isNotDone();
    }
    first.close();
    assertThat(place().texts("SELECT seq FROM follower")).containsExactly("3");
  }

  @Contract("FOL-02")
  @Test
  void a_place_without_events_is_kept_too() throws Exception {
    EventStore store = open();
    Follower follower = store.follow("mailer", EventQuery.project("gemini"), Cursor.start(), heard);
    store.append(events(10));
    store.append(event(EventType.PLAN_CREATED).scope(GEMINI).build());
    assertThat(heard.next(1)).containsExactly(11L);
    follower.close();

    assertThat(place().texts("SELECT seq FROM follower")).containsExactly("11");
    assertThat(place().texts("SELECT name FROM lease")).as("the name is free").isEmpty();
  }

  @Contract("FOL-01")
  @Test
  void a_store_that_only_reads_may_be_followed_without_a_name() throws Exception {
    EventStore store = open();
    EventStore reading = closing(builder().readOnly().open());
    try (Follower follower = reading.follow(IN_APOLLO, Cursor.start(), heard)) {
      store.append(event());

      assertThat(heard.next(1)).containsExactly(1L);
      assertThat(follower.done()).isNotDone();
    }
    assertThatThrownBy(() -> reading.follow("mailer", IN_APOLLO, Cursor.start(), heard))
        .satisfies(Refusals.with(Reason.READ_ONLY));
  }

  @Contract("RET-06")
  @Test
  void a_follower_that_may_have_missed_something_is_told_and_can_go_on() throws Exception {
    EventStore store = open();
    store.append(events(3));
    Follower before = store.follow("mailer", IN_APOLLO, Cursor.start(), heard);
    heard.next(3);
    before.close();
    store.append(events(2));
    clock.advance(Duration.ofDays(2));
    new Retention(store).run(List.of(new Retention.Plan("daily", Duration.ofDays(1), null)));
    store.append(event());

    Follower behind = store.follow(IN_APOLLO, Cursor.after(3), heard);
    assertEndedWith(behind, Reason.BEHIND);
    assertThat(behind.position()).isEqualTo(3);
    assertThat(store.removedUpTo(IN_APOLLO)).isEqualTo(5);
    Follower named = store.follow("mailer", IN_APOLLO, Cursor.start(), heard);
    assertEndedWith(named, Reason.BEHIND);
    assertThat(heard.more()).isZero();

    try (Follower again = store.follow("mailer", IN_APOLLO, Cursor.start(), heard);
        Follower fresh = store.follow(IN_APOLLO, Cursor.start(), heard)) {
      assertThat(heard.next(2)).containsExactly(6L, 6L);
      assertThat(again.done()).isNotDone();
      assertThat(fresh.done()).as("what is there is the beginning").isNotDone();
    }
    assertThat(store.removedUpTo(EventQuery.project("gemini"))).isZero();
    assertThat(store.removedUpTo(EventQuery.platform())).isEqualTo(5);
  }

  private DomainEvent of(String organization) {
    return event(EventType.PLAN_CREATED).scope(APOLLO.withOrganization(organization)).build();
  }

  private void remove(EventStore store, String organization) {
    clock.advance(Duration.ofNanos(1_000));
    new Retention(store)
        .run(List.of(new Retention.Plan("none", Duration.ZERO, List.of(organization))));
  }

  @Contract("RET-06")
  @Test
  void what_is_left_between_removed_events_comes_to_a_follower_that_was_told() throws Exception {
    EventStore store = open();
    store.append(events(3));
    Follower before = store.follow("mailer", IN_APOLLO, Cursor.start(), heard);
    assertThat(heard.next(3)).isEqualTo(places(1, 3));
    before.close();
    store.append(List.of(of("hobby"), of("team"), of("hobby"), of("enterprise")));
    remove(store, "hobby");

    assertEndedWith(store.follow("mailer", IN_APOLLO, Cursor.start(), heard), Reason.BEHIND);
    assertThat(place().texts("SELECT seq FROM follower")).as("its place").containsExactly("3");
    try (Follower again = store.follow("mailer", IN_APOLLO, Cursor.start(), heard)) {
      assertThat(heard.next(2)).containsExactly(5L, 7L);
      assertThat(again.done()).isNotDone();
    }
    Follower unnamed = store.follow(IN_APOLLO, Cursor.after(3), heard);
    assertEndedWith(unnamed, Reason.BEHIND);
    Cursor left = Cursor.leftAfter(unnamed.position());
    try (Follower again = store.follow(IN_APOLLO, left, heard)) {
      assertThat(heard.next(2)).containsExactly(5L, 7L);
      assertThat(again.done()).isNotDone();
    }
  }

  @Contract("RET-06")
  @Test
  void a_later_removal_is_told_again_below_one_that_was_told_too() throws Exception {
    EventStore store = open();
    store.append(event());
    Follower before = store.follow("mailer", IN_APOLLO, Cursor.start(), heard);
    assertThat(heard.next(1)).containsExactly(1L);
    before.close();
    store.append(List.of(of("team"), of("enterprise"), of("hobby")));
    remove(store, "hobby");
    assertEndedWith(store.follow("mailer", IN_APOLLO, Cursor.start(), heard), Reason.BEHIND);
    remove(store, "team");

    assertEndedWith(store.follow("mailer", IN_APOLLO, Cursor.start(), heard), Reason.BEHIND);
    try (Follower again = store.follow("mailer", IN_APOLLO, Cursor.start(), heard)) {
      assertThat(heard.next(1)).containsExactly(3L);
      assertThat(again.done()).isNotDone();
    }
  }

  @Contract("RET-06")
  @Test
  void who_begins_at_the_beginning_is_not_told_of_what_went_before_on_any_page() throws Exception {
    EventStore store = open();
    store.append(events(Queries.Page.SIZE + 10));
    store.append(of("hobby"));
    remove(store, "hobby");

    try (Follower fresh = store.follow("mailer", IN_APOLLO, Cursor.start(), heard)) {
      assertThat(heard.next(Queries.Page.SIZE + 10)).isEqualTo(places(1, Queries.Page.SIZE + 10));
      assertThat(fresh.done()).isNotDone();
    }
  }

  /** A server that crashes may give again the places that were never committed. */
  @Contract("FOL-01")
  @Test
  void a_place_that_nobody_has_committed_is_not_passed_over() throws Exception {
    EventStore store = open();
    store.append(event());
    try (Connection connection = place().connect()) {
      connection.setAutoCommit(false);
      store.append(connection, events(5));
      connection.rollback();
    }
    Queries readings =
        new Queries(
            builder().database(new Migrations(Schema.MIGRATIONS, clock)),
            EventCatalog.standard(),
            Duration.ZERO);

    assertThat(readings.page(IN_APOLLO, 1).upTo()).isEqualTo(1);
    assertThat(readings.page(EventQuery.project("gemini"), 0).upTo()).isEqualTo(1);
    readings.close();
  }
}
