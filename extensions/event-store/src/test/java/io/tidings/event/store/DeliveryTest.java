package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventContext;
import io.tidings.event.EventType;
import io.tidings.event.PayloadKind;
import io.tidings.event.async.RetryPolicy;
import io.tidings.event.store.delivery.Delivery;
import io.tidings.event.store.delivery.DeliveryAttempt;
import io.tidings.event.store.delivery.DeliveryKey;
import io.tidings.event.store.delivery.DeliveryMetrics;
import io.tidings.event.store.delivery.DeliveryOptions;
import io.tidings.event.store.delivery.RecordedFailure;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.LogCapture;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Durable deliveries on both databases. */
@Timeout(60)
class DeliveryTest extends EveryDatabaseTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final EventQuery ALL = EventQuery.platform();
  private static final DeliveryOptions PER_SESSION =
      DeliveryOptions.perKey(DeliveryKey.SESSION)
          .retrying(RetryPolicy.attempts(2).backoff(Duration.ofMillis(1), Duration.ofMillis(5)));

  private static final PayloadKind<Login> LOGIN = PayloadKind.of("login.done", Login.class);

  record Login(String user, String password) {}

  private final Queue<DeliveryAttempt> attempts = new ConcurrentLinkedQueue<>();

  private List<DomainEvent> appended(EventStore store, String session, int count) {
    List<DomainEvent> made =
        IntStream.range(0, count)
            .mapToObj(i -> event(EventType.PLAN_CREATED).sessionId(session).build())
            .toList();
    store.append(made);
    return made;
  }

  private List<String> delivered() {
    return attempts.stream().map(attempt -> attempt.event().id()).toList();
  }

  private List<String> delivered(String session) {
    return attempts.stream()
        .map(DeliveryAttempt::event)
        .filter(event -> session.equals(event.sessionId()))
        .map(DomainEvent::id)
        .toList();
  }

  private static List<String> concat(List<DomainEvent> first, List<DomainEvent> second) {
    List<String> all = new ArrayList<>(ids(first));
    all.addAll(ids(second));
    return all;
  }

  @Contract({"DLV-01", "DLV-02"})
  @Test
  void stored_and_new_events_are_delivered_once_in_order() {
    EventStore store = open();
    List<DomainEvent> before = appended(store, "a", 600);
    Delivery delivery = store.deliver("mailer", ALL, PER_SESSION.parallel(4), attempts::add);
    List<DomainEvent> after = appended(store, "a", 3);
    appended(store, "b", 5);

    assertThat(delivery.flush(LONG)).isTrue();
    assertThat(delivered("a")).isEqualTo(concat(before, after));
    assertThat(delivered("b")).hasSize(5);
    assertThat(delivery.metrics().position()).isEqualTo(608);
  }

  @Contract({"DLV-01", "DLV-10"})
  @Test
  void next_start_continues_after_the_stored_position() {
    EventStore store = open();
    appended(store, "a", 3);
    try (Delivery delivery = store.deliver("mailer", ALL, PER_SESSION, attempts::add)) {
      assertThat(delivery.flush(LONG)).isTrue();
    }
    store.close();
    attempts.clear();

    EventStore again = open();
    List<DomainEvent> more = appended(again, "a", 2);
    Delivery delivery = again.deliver("mailer", ALL, PER_SESSION, attempts::add);
    assertThat(delivery.flush(LONG)).isTrue();
    assertThat(delivered()).isEqualTo(ids(more));
  }

  @Contract({"DLV-02", "DLV-12"})
  @Test
  void different_keys_are_handled_in_parallel() throws Exception {
    EventStore store = open();
    appended(store, "a", 2);
    appended(store, "b", 2);
    CountDownLatch both = new CountDownLatch(2);
    Delivery delivery =
        store.deliver(
            "mailer",
            ALL,
            PER_SESSION.parallel(2),
            attempt -> {
              both.countDown();
              assertThat(both.await(30, TimeUnit.SECONDS)).isTrue();
            });
    assertThat(delivery.flush(LONG)).isTrue();
    assertThat(delivery.metrics().delivered()).isEqualTo(4);
  }

  @Contract("DLV-03")
  @Test
  void handler_receives_attempt_number_and_previous_failure() {
    EventStore store = open();
    appended(store, "a", 1);
    List<Integer> numbers = new ArrayList<>();
    Delivery delivery =
        store.deliver(
            "mailer",
            ALL,
            PER_SESSION.atMost(3),
            attempt -> {
              numbers.add(EventContext.attempt());
              attempts.add(attempt);
              if (attempt.number() < 3) {
                throw new IOException("no " + attempt.number());
              }
            });
    assertThat(delivery.flush(LONG)).isTrue();
    assertThat(attempts).extracting(DeliveryAttempt::number).containsExactly(1, 2, 3);
    assertThat(numbers).containsExactly(1, 2, 3);
    assertThat(attempts.stream().skip(1).map(DeliveryAttempt::previousFailure))
        .allSatisfy(failure -> assertThat(failure).isInstanceOf(IOException.class));
    assertThat(store.deadLetters("mailer").count()).isZero();
  }

  @Contract("DLV-03")
  @Test
  void attempts_continue_after_a_restart() throws Exception {
    EventStore store = open();
    appended(store, "a", 1);
    DeliveryOptions slow =
        PER_SESSION.retrying(
            RetryPolicy.attempts(3).backoff(Duration.ofMillis(200), Duration.ofMillis(200)));
    CountDownLatch failed = new CountDownLatch(1);
    try (Delivery delivery =
        store.deliver(
            "mailer",
            ALL,
            slow,
            attempt -> {
              failed.countDown();
              throw new IOException("the receiver is away");
            })) {
      failed.await();
      assertThat(delivery.flush(Duration.ofMillis(1))).isFalse();
    }
    Delivery delivery = store.deliver("mailer", ALL, slow, attempts::add);
    assertThat(delivery.flush(LONG)).isTrue();
    DeliveryAttempt attempt = attempts.remove();
    assertThat(attempt.number()).isGreaterThan(1);
    assertThat(attempt.previousFailure())
        .isInstanceOf(RecordedFailure.class)
        .hasMessage("java.io.IOException: the receiver is away");
  }

  @Contract({"DLV-05", "DLV-06"})
  @Test
  void dead_letter_holds_back_its_key_only_until_redriven() {
    EventStore store = open();
    List<DomainEvent> a = appended(store, "a", 3);
    List<DomainEvent> b = appended(store, "b", 3);
    AtomicBoolean isBroken = new AtomicBoolean(true);
    Delivery delivery =
        store.deliver(
            "mailer",
            ALL,
            PER_SESSION,
            attempt -> {
              if (isBroken.get() && attempt.event().id().equals(a.get(0).id())) {
                throw new IOException("poison");
              }
              attempts.add(attempt);
            });
    assertThat(delivery.flush(LONG)).isTrue();
    List<DomainEvent> later = appended(store, "a", 2);
    assertThat(delivery.flush(LONG)).isTrue();
    assertThat(delivered()).isEqualTo(ids(b));
    DeliveryMetrics metrics = delivery.metrics();
    assertThat(metrics.dead()).isEqualTo(1);
    assertThat(metrics.held()).isEqualTo(4);
    assertThat(metrics.failed()).isZero();
    assertThat(metrics.lag()).isZero();
    assertThat(store.deadLetters("mailer").list(10))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.event()).isEqualTo(a.get(0));
              assertThat(letter.attempts()).isEqualTo(2);
              assertThat(letter.failure()).hasMessage("java.io.IOException: poison");
            });

    isBroken.set(false);
    assertThat(store.deadLetters("mailer").redrive(letter -> true)).isEqualTo(1);
    assertThat(delivery.flush(LONG)).isTrue();
    assertThat(delivered("a")).isEqualTo(concat(a, later));
    assertThat(delivery.metrics().held()).isZero();
  }

  @Contract({"DLV-05", "DLV-06"})
  @Test
  void discarded_letter_frees_its_key_and_is_not_delivered() {
    EventStore store = open();
    List<DomainEvent> a = appended(store, "a", 3);
    Delivery delivery =
        store.deliver(
            "mailer",
            ALL,
            PER_SESSION,
            attempt -> {
              if (attempt.event().id().equals(a.get(0).id())) {
                throw new IOException("poison");
              }
              attempts.add(attempt);
            });
    assertThat(delivery.flush(LONG)).isTrue();
    assertThat(attempts).isEmpty();
    assertThat(store.deadLetters("mailer").discard(letter -> letter.attempts() == 7)).isZero();
    assertThat(store.deadLetters("mailer").discard(letter -> true)).isEqualTo(1);
    assertThat(delivery.flush(LONG)).isTrue();
    assertThat(delivered()).isEqualTo(ids(a.subList(1, 3)));
    assertThat(store.deadLetters("mailer").count()).isZero();
  }

  @Contract("DLV-05")
  @Test
  void later_events_pass_a_dead_letter_if_so_chosen() {
    EventStore store = open();
    List<DomainEvent> a = appended(store, "a", 3);
    Delivery delivery =
        store.deliver(
            "mailer",
            ALL,
            PER_SESSION.passingDeadLetters(),
            attempt -> {
              if (attempt.event().id().equals(a.get(0).id())) {
                throw new IOException("poison");
              }
              attempts.add(attempt);
            });
    assertThat(delivery.flush(LONG)).isTrue();
    assertThat(delivered()).isEqualTo(ids(a.subList(1, 3)));
    assertThat(store.deadLetters("mailer").count()).isEqualTo(1);
  }

  @Contract("DLV-05")
  @Test
  void held_events_pass_after_a_restart_that_so_chooses() {
    EventStore store = open();
    List<DomainEvent> a = appended(store, "a", 3);
    try (Delivery delivery = store.deliver("mailer", ALL, PER_SESSION, DeliveryTest::failing)) {
      assertThat(delivery.flush(LONG)).isTrue();
      assertThat(delivery.metrics().held()).isEqualTo(2);
    }
    Delivery delivery =
        store.deliver("mailer", ALL, PER_SESSION.passingDeadLetters(), attempts::add);
    assertThat(delivery.flush(LONG)).isTrue();
    assertThat(delivered()).isEqualTo(ids(a.subList(1, 3)));
  }

  private static void failing(DeliveryAttempt attempt) throws IOException {
    throw new IOException("no");
  }

  @Contract("DLV-04")
  @Test
  void one_of_two_deliveries_is_active_and_the_other_takes_over() {
    EventStore first = open();
    EventStore second = open();
    AtomicInteger bySecond = new AtomicInteger();
    Delivery active = first.deliver("mailer", ALL, PER_SESSION, attempts::add);
    assertThat(active.flush(LONG)).isTrue();
    Delivery waiting =
        second.deliver("mailer", ALL, PER_SESSION, attempt -> bySecond.incrementAndGet());
    appended(first, "a", 3);
    assertThat(active.flush(LONG)).isTrue();
    assertThat(waiting.isActive()).isFalse();
    assertThat(bySecond).hasValue(0);

    active.close();
    appended(first, "a", 2);
    assertThat(waiting.flush(LONG)).isTrue();
    assertThat(waiting.isActive()).isTrue();
    assertThat(bySecond).hasValue(2);
    assertThat(attempts).hasSize(3);
  }

  @Contract("DLV-10")
  @Test
  void close_reports_what_has_not_ended_and_the_next_start_delivers_it() {
    EventStore store = open();
    List<DomainEvent> a = appended(store, "a", 2);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Delivery delivery =
        store.deliver(
            "mailer",
            ALL,
            PER_SESSION.lease(Duration.ofSeconds(1)),
            attempt -> {
              begun.countDown();
              never.await();
            });
    assertThat(awaited(begun)).isTrue();
    assertThat(delivery.flush(Duration.ofMillis(1))).isFalse();
    var left = delivery.close(Duration.ofMillis(1));
    assertThat(left.count()).isEqualTo(1);
    assertThat(left.eventIds()).containsExactly(a.get(0).id());
    assertThat(delivery.close(Duration.ZERO)).isEqualTo(left);
    assertThat(delivery.isActive()).isFalse();

    Delivery next = store.deliver("mailer", ALL, PER_SESSION, attempts::add);
    assertThat(next.flush(LONG)).as("after the lease has expired").isTrue();
    assertThat(delivered()).isEqualTo(ids(a));
    assertThat(attempts).extracting(DeliveryAttempt::number).containsOnly(1);
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Contract("DLV-10")
  @Test
  void handler_must_not_wait_for_itself() {
    EventStore store = open();
    appended(store, "a", 1);
    Queue<Throwable> refused = new ConcurrentLinkedQueue<>();
    Delivery[] own = new Delivery[1];
    CountDownLatch assigned = new CountDownLatch(1);
    CountDownLatch refusedBoth = new CountDownLatch(1);
    own[0] =
        store.deliver(
            "mailer",
            ALL,
            PER_SESSION,
            attempt -> {
              assigned.await();
              refused.add(failureOf(() -> own[0].flush(LONG)));
              refused.add(failureOf(() -> own[0].close(LONG)));
              own[0].close();
              refusedBoth.countDown();
            });
    assigned.countDown();
    assertThat(awaited(refusedBoth)).isTrue();
    own[0].close(LONG);
    assertThat(refused).hasSize(2).allMatch(IllegalStateException.class::isInstance);
  }

  private static Throwable failureOf(Runnable action) {
    try {
      action.run();
      return new AssertionError("did not throw");
    } catch (RuntimeException failure) {
      return failure;
    }
  }

  @Contract("DLV-11")
  @Test
  void redacted_component_is_a_dead_letter_at_once() {
    EventStore store = open();
    store.append(DomainEvent.builder(LOGIN, new Login("u", "s3cret")).build());
    Delivery delivery =
        store.deliver(
            "mailer",
            ALL,
            PER_SESSION.retrying(RetryPolicy.attempts(8).on(any -> true)),
            attempt -> {
              attempts.add(attempt);
              attempt.event().payload(LOGIN);
            });
    assertThat(delivery.flush(LONG)).isTrue();
    assertThat(attempts).hasSize(1);
    assertThat(store.deadLetters("mailer").list(1))
        .singleElement()
        .satisfies(letter -> assertThat(letter.failure().toString()).contains("RedactedDetail"));
  }

  @Contract("DLV-03")
  @Test
  void errors_and_interrupts_are_failed_attempts() {
    EventStore store = open();
    appended(store, "a", 1);
    appended(store, "b", 1);
    appended(store, "c", 1);
    Map<String, Throwable> thrown =
        Map.of(
            "a", new OutOfMemoryError("of the test"),
            "b", new InterruptedException("of the test"),
            "c", new StackOverflowError("of the test"));
    Delivery delivery =
        store.deliver(
            "mailer",
            ALL,
            PER_SESSION,
            attempt -> {
              if (attempt.number() == 1) {
                Thread.currentThread().interrupt();
                throwAny(Objects.requireNonNull(thrown.get(attempt.event().sessionId())));
              }
              assertThat(Thread.interrupted()).isFalse();
              attempts.add(attempt);
            });
    assertThat(delivery.flush(LONG)).isTrue();
    assertThat(attempts).hasSize(3);
    assertThat(attempts.stream().map(DeliveryAttempt::previousFailure).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(thrown.values());
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void throwAny(Throwable failure) throws E {
    throw (E) failure;
  }

  @Contract("DLV-08")
  @Test
  void numbers_are_readable_from_another_process() {
    EventStore store = open();
    assertThat(store.deliveries()).isEmpty();
    assertThat(store.deadLetters("mailer").list(5)).isEmpty();
    appended(store, "a", 3);
    try (Delivery delivery = store.deliver("mailer", ALL, PER_SESSION, DeliveryTest::failing)) {
      assertThat(delivery.flush(LONG)).isTrue();
      assertThat(delivery.describe()).contains("mailer", "SESSION", "dead=1", "held=2", "active");
    }
    appended(store, "b", 4);
    clock.advance(Duration.ofSeconds(90));
    DeliveryMetrics metrics = store.deliveries().get(0);
    assertThat(metrics.name()).isEqualTo("mailer");
    assertThat(metrics.lag()).isEqualTo(4);
    assertThat(metrics.lagTime()).isEqualTo(Duration.ofSeconds(90));
    assertThat(metrics.dead()).isEqualTo(1);
    assertThat(metrics.held()).isEqualTo(2);
  }

  @Contract("DLV-01")
  @Test
  void new_name_may_start_after_a_position_and_a_query_selects() {
    EventStore store = open();
    appended(store, "a", 3);
    List<DomainEvent> b = appended(store, "b", 2);
    appended(store, "a", 1);
    Delivery delivery =
        store.deliver("new", ALL.session("b"), PER_SESSION.startingAfter(4), attempts::add);
    assertThat(delivery.flush(LONG)).isTrue();
    assertThat(delivered()).containsExactly(b.get(1).id());
  }

  @Contract("DLV-07")
  @Test
  void work_of_an_event_is_done_once_or_not_at_all() throws Exception {
    EventStore store = open();
    place().execute("CREATE TABLE paid (id VARCHAR(50) NOT NULL)");
    String insert = "INSERT INTO paid VALUES ('x')";
    assertThatThrownBy(
            () ->
                store.once(
                    "payments",
                    "e-1",
                    connection -> {
                      Sql.execute(connection, insert);
                      throw new IllegalStateException("after the work");
                    }))
        .hasMessage("after the work");
    assertThat(place().texts("SELECT id FROM paid")).isEmpty();

    assertThat(store.once("payments", "e-1", c -> Sql.execute(c, insert))).isTrue();
    assertThat(store.once("payments", "e-1", c -> Sql.execute(c, insert))).isFalse();
    assertThat(store.once("other", "e-1", c -> Sql.execute(c, insert))).isTrue();
    assertThat(place().texts("SELECT id FROM paid")).hasSize(2);
    clock.advance(Duration.ofDays(1));
    assertThat(store.forgetOnce("payments", clock.instant())).isEqualTo(1);
    assertThat(store.once("payments", "e-1", c -> Sql.execute(c, insert))).isTrue();
  }

  @Contract("DLV-07")
  @Test
  void mark_of_an_event_joins_a_transaction() throws Exception {
    EventStore store = open();
    try (var connection = place().connect()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> store.once(connection, "payments", "e-1"))
          .withMessageContaining("setAutoCommit(false)");
      store.once("payments", "first", c -> {});
      connection.setAutoCommit(false);
      assertThat(store.once(connection, "payments", "e-1")).isTrue();
      assertThat(store.once(connection, "payments", "e-1")).isFalse();
      connection.rollback();
      assertThat(store.once(connection, "payments", "e-1")).isTrue();
      connection.commit();
      assertThat(store.once(connection, "payments", "e-1")).isFalse();
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private void removeAll(EventStore store) {
    clock.advance(Duration.ofDays(2));
    Retention.Plan everything = new Retention.Plan("none", Duration.ofDays(1), null);
    assertThat(new Retention(store).run(List.of(everything)).skipped()).isFalse();
  }

  @Contract("DLV-09")
  @Test
  void removal_of_events_before_they_are_read_is_reported_once() {
    EventStore store = open();
    appended(store, "a", 2);
    try (Delivery delivery = store.deliver("mailer", ALL, PER_SESSION, attempts::add)) {
      assertThat(delivery.flush(LONG)).isTrue();
    }
    appended(store, "a", 3);
    removeAll(store);
    List<DomainEvent> later = appended(store, "a", 1);
    attempts.clear();
    try (LogCapture log = LogCapture.of(EventStore.class)) {
      for (int start = 0; start < 2; start++) {
        try (Delivery delivery = store.deliver("mailer", ALL, PER_SESSION, attempts::add)) {
          assertThat(delivery.flush(LONG)).isTrue();
        }
      }
      assertThat(log.warnings())
          .singleElement()
          .asString()
          .contains("'mailer'", "removed events between positions 2 and 5");
    }
    assertThat(delivered()).isEqualTo(ids(later));
  }

  @Contract("DLV-09")
  @Test
  void removal_of_failed_and_held_events_is_counted_and_frees_the_key() {
    EventStore store = open();
    appended(store, "a", 3);
    AtomicBoolean isBroken = new AtomicBoolean(true);
    Delivery delivery =
        store.deliver(
            "mailer",
            ALL,
            PER_SESSION,
            attempt -> {
              if (isBroken.get()) {
                throw new IOException("no");
              }
              attempts.add(attempt);
            });
    assertThat(delivery.flush(LONG)).isTrue();
    isBroken.set(false);
    removeAll(store);
    List<DomainEvent> later = appended(store, "a", 1);
    assertThat(delivery.flush(LONG)).isTrue();
    assertThat(store.deadLetters("mailer").list(10)).isEmpty();
    assertThat(store.deadLetters("mailer").count()).isEqualTo(1);
    assertThat(store.deadLetters("mailer").redrive(letter -> true)).isZero();
    assertThat(delivery.flush(LONG)).isTrue();
    assertThat(delivered()).isEqualTo(ids(later));
    assertThat(delivery.metrics().removed()).isEqualTo(3);
    assertThat(delivery.metrics().dead()).isZero();
  }

  @Contract("DLV-05")
  @Test
  void poison_event_holds_back_nothing_but_its_key() {
    EventStore store = open();
    List<DomainEvent> many = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      many.add(event(EventType.PLAN_CREATED).sessionId("s-" + i % 50).build());
    }
    store.append(many);
    String poison = many.get(7).id();
    Delivery delivery =
        store.deliver(
            "mailer",
            ALL,
            PER_SESSION.parallel(4),
            attempt -> {
              if (attempt.event().id().equals(poison)) {
                throw new IOException("poison");
              }
            });
    assertThat(delivery.flush(LONG)).isTrue();
    assertThat(delivery.metrics().delivered()).isEqualTo(4_900);
    assertThat(delivery.metrics().held()).isEqualTo(99);
  }

  @Contract("DLV-04")
  @Test
  void options_and_names_are_checked() {
    EventStore store = open();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.deliver("a b", ALL, PER_SESSION, attempts::add))
        .withMessageContaining("name");
    assertThatIllegalArgumentException().isThrownBy(() -> PER_SESSION.parallel(0));
    assertThatIllegalArgumentException().isThrownBy(() -> PER_SESSION.atMost(0));
    assertThatIllegalArgumentException().isThrownBy(() -> PER_SESSION.startingAfter(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> PER_SESSION.lease(Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> PER_SESSION.stalledAfter(Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> store.deadLetters("m").list(0));
    assertThatIllegalArgumentException().isThrownBy(() -> store.once("", "e", c -> {}));
  }

  @Contract({"DLV-01", "STO-12"})
  @Test
  void closed_store_ends_its_deliveries_and_starts_none() {
    EventStore store = open();
    Delivery delivery = store.deliver("mailer", ALL, PER_SESSION, attempts::add);
    assertThat(delivery.flush(LONG)).isTrue();
    store.close();
    assertThat(delivery.isActive()).isFalse();
    assertThat(delivery.flush(Duration.ofMillis(1))).isFalse();
    assertThat(delivery.close(Duration.ZERO).count()).isZero();
    assertThatThrownBy(() -> store.deliver("mailer", ALL, PER_SESSION, attempts::add))
        .satisfies(Refusals.with(StoreException.Reason.CLOSED));
  }
}
