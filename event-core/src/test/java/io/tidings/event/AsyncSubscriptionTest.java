package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tidings.event.async.AsyncOptions;
import io.tidings.event.async.CloseResult;
import io.tidings.event.async.DeadLetter;
import io.tidings.event.async.DeadLetters;
import io.tidings.event.async.OverflowPolicy;
import io.tidings.event.async.QueueFullException;
import io.tidings.event.async.RetryPolicy;
import io.tidings.event.async.SubscriptionMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Asynchronous subscriptions, with tasks and time that the test moves. */
class AsyncSubscriptionTest {

  private static final EventKind A = EventKind.of("a");
  private static final EventKind B = EventKind.of("b");
  private static final Duration NONE = Duration.ZERO;

  private final HandExecutor executor = new HandExecutor();
  private final VirtualTimer timer = new VirtualTimer();
  private final RecordedFailures failures = new RecordedFailures();
  private final List<String> received = new ArrayList<>();
  private final EventBus bus =
      EventBus.builder().failureListener(failures).timer(() -> timer).build();
  private final AsyncOptions async = AsyncOptions.defaults().executor(executor).slowAfter(NONE);
  private final List<Subscription> subscriptions = new ArrayList<>();

  @AfterEach
  void law_holds() {
    assertThat(subscriptions)
        .allSatisfy(
            each ->
                assertThat(each.metrics().accounted())
                    .as(() -> each.metrics().toString())
                    .isEqualTo(each.metrics().matching()));
  }

  private Subscription subscribe(SubscriptionOptions options, EventHandler handler) {
    Subscription added = bus.subscribe(EventSelector.kind(A), options, handler);
    subscriptions.add(added);
    return added;
  }

  private Subscription subscribe(AsyncOptions options) {
    return subscribe(
        SubscriptionOptions.named("s").async(options), event -> received.add(event.id()));
  }

  private EmitResult emit(String id, String session) {
    return bus.emit(DomainEvent.builder(A).id(id).sessionId(session).build());
  }

  @Test
  @Contract({"SUB-01", "RES-01"})
  void event_is_queued_and_handled_later() {
    Subscription subscription = subscribe(async);
    bus.subscribe(A, event -> received.add("sync"));

    EmitResult result = emit("e1", "s");

    assertThat(received).containsExactly("sync");
    assertThat(result.queued()).isEqualTo(1);
    assertThat(result.delivered()).isEqualTo(1);
    assertThat(result.failed()).isZero();
    assertThat(subscription.metrics().queued()).isEqualTo(1);
    executor.runAll();
    assertThat(received).containsExactly("sync", "e1");
    assertThat(subscription.metrics())
        .isEqualTo(new SubscriptionMetrics(1, 1, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  @Contract("SUB-01")
  void equal_keys_are_handled_in_order_and_others_in_parallel() {
    List<Runnable> inner = new ArrayList<>();
    subscribe(
        SubscriptionOptions.named("s").async(async.parallelism(4)),
        event -> {
          received.add("begin " + event.id());
          if (!inner.isEmpty()) {
            inner.remove(0).run();
          }
          received.add("end " + event.id());
        });
    inner.add(
        () -> {
          emit("a2", "a");
          emit("b1", "b");
          executor.runAll();
        });

    emit("a1", "a");
    executor.runAll();

    assertThat(received)
        .containsExactly("begin a1", "begin b1", "end b1", "end a1", "begin a2", "end a2");
  }

  @Test
  @Contract("SUB-01")
  void no_more_tasks_than_the_parallelism_run() {
    List<Integer> sizes = new ArrayList<>();
    subscribe(
        SubscriptionOptions.named("s").async(async.parallelism(2)),
        event -> {
          for (int i = 0; event.id().equals("first") && i < 10; i++) {
            emit("e" + i, "s" + i);
            sizes.add(executor.size());
          }
        });

    emit("first", "s");
    executor.runAll();

    assertThat(sizes).hasSize(10).allMatch(size -> size <= 1);
  }

  @Test
  @Contract("SUB-03")
  void handler_has_the_event_its_scope_and_the_log_context_of_the_emitter() {
    subscribe(
        SubscriptionOptions.named("s").async(async),
        event -> {
          received.add(String.valueOf(EventContext.capture().event() == event));
          received.add(String.valueOf(EventScope.current().project()));
          received.add(String.valueOf(MDC.get("request")));
        });
    MDC.put("request", "r-1");
    try (EventContext.Handle scope = EventScope.none().withProject("p").open()) {
      emit("e1", "s");
    }
    MDC.put("request", "other");

    executor.runAll();

    assertThat(received).containsExactly("true", "p", "r-1");
    assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("request", "other"));
    assertThat(EventContext.capture().event()).isNull();
    MDC.clear();
  }

  @Test
  @Contract("SUB-02")
  void full_queue_follows_its_policy() {
    for (OverflowPolicy policy : OverflowPolicy.values()) {
      received.clear();
      Subscription subscription = subscribe(async.capacity(2).overflow(policy).blockTimeout(NONE));
      List<EmitResult> results =
          List.of(emit("a1", "a"), emit("b1", "b"), emit("a2", "a"), emit("c1", "c"));
      executor.runAll();
      subscription.unsubscribe();

      switch (policy) {
        case BLOCK, DROP_NEWEST, FAIL -> assertThat(received).containsExactly("a1", "b1");
        case DROP_OLDEST -> assertThat(received).containsExactly("a2", "c1");
        case KEEP_LATEST_PER_KEY -> assertThat(received).containsExactly("b1", "a2");
        default -> throw new AssertionError(policy);
      }
      assertThat(results).filteredOn(result -> result.queued() == 1).hasSizeGreaterThan(1);
      assertThat(subscription.metrics().dropped()).isEqualTo(2);
      if (policy == OverflowPolicy.FAIL) {
        assertThat(results.get(2).failed()).isEqualTo(1);
        assertThat(results.get(2).failures())
            .singleElement()
            .isInstanceOf(QueueFullException.class);
      }
    }
  }

  @Test
  @Contract("SUB-02")
  void kinds_that_are_never_dropped_exceed_the_bounds() {
    subscribe(async.capacity(1).overflow(OverflowPolicy.DROP_NEWEST).neverDropping(A));

    emit("e1", "s");
    emit("e2", "s");
    executor.runAll();

    assertThat(received).containsExactly("e1", "e2");
  }

  @Test
  @Contract("SUB-02")
  void size_of_the_events_is_bounded_too() {
    subscribe(async.maxCharacters(100).overflow(OverflowPolicy.DROP_NEWEST));
    for (int i = 0; i < 3; i++) {
      bus.emit(DomainEvent.builder(A).id("e" + i).detail("text", "x".repeat(30)).build());
    }

    executor.runAll();

    assertThat(received).containsExactly("e0");
  }

  @Test
  @Contract("SUB-04")
  void failed_attempts_are_repeated_after_a_growing_delay() {
    RetryPolicy policy =
        RetryPolicy.attempts(4).backoff(Duration.ofSeconds(1), Duration.ofSeconds(3)).jitter(0);
    Subscription subscription =
        subscribe(
            SubscriptionOptions.named("s").async(async).retrying(policy),
            event -> {
              received.add(event.id() + " " + EventContext.attempt());
              if (event.id().equals("e1") && EventContext.attempt() < 4) {
                throw new IllegalStateException("attempt " + EventContext.attempt());
              }
              if (EventContext.previousFailure() != null) {
                received.add(String.valueOf(EventContext.previousFailure().getMessage()));
              }
            });
    emit("e1", "s");
    emit("e2", "s");
    emit("e3", "other");

    executor.runAll();
    assertThat(received).containsExactly("e1 1", "e3 1");
    assertThat(subscription.metrics().inFlight()).isEqualTo(1);
    for (int seconds : List.of(1, 2, 3)) {
      received.clear();
      timer.advance(Duration.ofSeconds(seconds).minusNanos(1));
      executor.runAll();
      assertThat(received).isEmpty();
      timer.advance(Duration.ofNanos(1));
      executor.runAll();
    }

    assertThat(received).containsExactly("e1 4", "attempt 3", "e2 1");
    assertThat(subscription.metrics())
        .isEqualTo(new SubscriptionMetrics(3, 3, 0, 0, 0, 0, 0, 0, 3));
    assertThat(EventContext.attempt()).isEqualTo(1);
    assertThat(EventContext.previousFailure()).isNull();
  }

  @Test
  @Contract("SUB-04")
  void failure_that_the_policy_does_not_accept_ends_the_attempts() {
    Subscription subscription =
        subscribe(
            SubscriptionOptions.named("s")
                .async(async)
                .retrying(RetryPolicy.attempts(3).on(f -> f instanceof IllegalStateException)),
            event -> {
              throw new IllegalArgumentException("no");
            });

    emit("e1", "s");
    executor.runAll();

    assertThat(subscription.metrics().failed()).isEqualTo(1);
    assertThat(timer.size()).isZero();
    assertThat(failures.lines()).hasSize(1);
  }

  @Test
  @Contract("SUB-05")
  void dead_letters_are_listed_queued_again_and_discarded() {
    DeadLetters letters = DeadLetters.keeping(2);
    List<String> failing = new ArrayList<>(List.of("e1", "e2", "e3"));
    Subscription subscription =
        subscribe(
            SubscriptionOptions.named("mailer").async(async).deadLetters(letters),
            event -> {
              received.add(event.id());
              if (failing.contains(event.id())) {
                throw new IllegalStateException("down");
              }
            });
    for (String id : List.of("e1", "e2", "e3", "e4")) {
      emit(id, "s");
    }
    executor.runAll();

    assertThat(letters.list())
        .extracting(letter -> letter.event().id())
        .containsExactly("e2", "e3");
    assertThat(letters.dropped()).isEqualTo(1);
    assertThat(letters.list().get(0).subscription()).isEqualTo("mailer");
    assertThat(letters.list().get(0).attempts()).isEqualTo(1);
    assertThat(letters.list().get(0).failure()).hasMessage("down");
    failing.remove("e2");
    DeadLetter second = letters.list().get(0);
    assertThat(letters.redrive(letter -> letter.event().id().equals("e2"))).isEqualTo(1);
    assertThat(second.redrive()).isFalse();
    executor.runAll();
    assertThat(received).endsWith("e2");
    assertThat(letters.discard(letter -> true)).isEqualTo(1);
    assertThat(letters.list()).isEmpty();
    assertThat(subscription.metrics())
        .isEqualTo(new SubscriptionMetrics(4, 2, 2, 0, 0, 0, 0, 0, 0));
  }

  @Test
  @Contract("SUB-05")
  void dead_letter_handler_that_throws_leaves_the_event_failed() {
    Subscription subscription =
        subscribe(
            SubscriptionOptions.named("s")
                .async(async)
                .deadLetters(
                    letter -> {
                      throw new IllegalStateException("no room");
                    }),
            event -> {
              throw new IllegalStateException("down");
            });

    emit("e1", "s");
    executor.runAll();

    assertThat(subscription.metrics().failed()).isEqualTo(1);
    assertThat(subscription.metrics().dead()).isZero();
  }

  @Test
  @Contract("SUB-02")
  void handler_that_emits_to_its_own_full_queue_does_not_wait() {
    subscribe(
        SubscriptionOptions.named("s").async(async.capacity(1).blockTimeout(Duration.ofDays(1))),
        event -> {
          received.add(event.id());
          if (event.id().equals("e1")) {
            received.add("queued " + emit("e2", "s").queued());
          }
        });

    emit("e1", "s");
    executor.runAll();

    assertThat(received).containsExactly("e1", "queued 0");
  }

  @Test
  @Contract("END-06")
  void close_reports_what_was_not_delivered() {
    Subscription subscription = subscribe(async);
    emit("e1", "s");
    emit("e2", "s");

    CloseResult result = bus.close(NONE);

    assertThat(result.isComplete()).isFalse();
    assertThat(result.tapsFlushed()).isTrue();
    assertThat(result.undelivered())
        .containsExactly(new CloseResult.Undelivered("s", 2, List.of("e1", "e2")));
    executor.runAll();
    assertThat(received).isEmpty();
    assertThat(subscription.metrics().discarded()).isEqualTo(2);
    assertThat(subscription.isActive()).isFalse();
    assertThat(emit("e3", "s").status()).isEqualTo(EmitResult.Status.CLOSED);
    assertThat(bus.close(NONE)).isEqualTo(result);
  }

  @Test
  @Contract("END-06")
  void close_discards_events_that_wait_for_another_attempt() {
    subscribe(
        SubscriptionOptions.named("s").async(async).retrying(RetryPolicy.attempts(3)),
        event -> {
          throw new IllegalStateException("down");
        });
    emit("e1", "s");
    executor.runAll();

    assertThat(bus.close(NONE).undelivered())
        .containsExactly(new CloseResult.Undelivered("s", 1, List.of("e1")));
    assertThat(timer.size()).isZero();
  }

  @Test
  @Contract("SUB-06")
  void ended_subscription_discards_its_events() {
    Subscription subscription = subscribe(async);
    emit("e1", "s");

    assertThat(subscription.unsubscribe()).isTrue();
    executor.runAll();

    assertThat(received).isEmpty();
    assertThat(subscription.metrics())
        .isEqualTo(new SubscriptionMetrics(1, 0, 0, 0, 0, 1, 0, 0, 0));
  }

  @Test
  @Contract("END-04")
  void flush_reports_events_on_their_way_and_is_rejected_in_a_handler() {
    List<Throwable> thrown = new ArrayList<>();
    subscribe(
        SubscriptionOptions.named("s").async(async),
        event -> {
          try {
            bus.flush(NONE);
          } catch (IllegalStateException refused) {
            thrown.add(refused);
          }
        });
    emit("e1", "s");

    assertThat(bus.flush(NONE)).isFalse();
    executor.runAll();
    assertThat(bus.flush(NONE)).isTrue();
    assertThat(thrown).hasSize(1);
  }

  @Test
  @Contract("SUB-01")
  void executor_that_rejects_its_task_is_asked_again() {
    subscribe(async);
    executor.rejecting(true);
    emit("e1", "s");
    executor.rejecting(false);

    timer.advance(Duration.ofMillis(100));
    executor.runAll();

    assertThat(received).containsExactly("e1");
  }

  @Test
  @Contract("SUB-01")
  void key_that_fails_is_reported_and_replaced() {
    subscribe(
        async.orderedBy(
            event -> {
              throw new IllegalStateException("no key");
            }));

    emit("e1", "s");
    executor.runAll();

    assertThat(received).containsExactly("e1");
    assertThat(failures.lines()).hasSize(1);
  }

  @Test
  @Contract("SUB-04")
  void options_of_an_asynchronous_handler_need_async() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                bus.subscribe(
                    EventSelector.kind(B),
                    SubscriptionOptions.defaults().retrying(RetryPolicy.attempts(2)),
                    event -> {}))
        .withMessageContaining("call async() too");
    bus.close();
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                bus.subscribe(
                    EventSelector.kind(B), SubscriptionOptions.defaults().async(), event -> {}));
  }

  @Test
  @Contract("SUB-07")
  void slow_handler_is_logged_once_with_its_stack() {
    subscribe(
        SubscriptionOptions.named("s").async(async.slowAfter(Duration.ofSeconds(1))),
        event -> {
          for (int i = 0; i < 4; i++) {
            timer.advance(Duration.ofSeconds(1));
          }
        });
    try (LogCapture log = LogCapture.open()) {
      emit("e1", "s");
      executor.runAll();

      assertThat(log.warnings())
          .singleElement()
          .asString()
          .startsWith("Handler of s runs for more than 1000 ms with a e1:")
          .contains("slow_handler_is_logged_once_with_its_stack");
    }
    timer.advance(Duration.ofMinutes(1));
    assertThat(timer.size()).isZero();
  }

  @Test
  @Contract("SUB-02")
  void dropped_events_are_logged_while_the_handler_hangs_and_at_the_end() {
    Subscription subscription = subscribe(async.capacity(1).overflow(OverflowPolicy.DROP_NEWEST));
    try (LogCapture log = LogCapture.open()) {
      for (int i = 0; i < 4; i++) {
        emit("e" + i, "s");
      }
      assertThat(log.warnings()).isEmpty();
      timer.advance(Duration.ofSeconds(1));
      assertThat(log.warnings())
          .containsExactly(
              "Dropped 3 events: the queue of s (capacity 1, DROP_NEWEST) was full; raise its"
                  + " capacity or its parallelism");
      emit("e4", "s");
      subscription.unsubscribe();
      assertThat(log.warnings()).hasSize(2).last().asString().startsWith("Dropped 1 events");
    }
  }

  @Test
  @Contract("END-06")
  void undelivered_events_are_listed_oldest_first() {
    subscribe(
        SubscriptionOptions.named("s").async(async).retrying(RetryPolicy.attempts(2)),
        event -> {
          throw new IllegalStateException("down");
        });
    for (int i = 0; i < 3; i++) {
      emit("e" + i, "s" + i);
    }
    executor.runAll();
    emit("e3", "s3");

    assertThat(bus.close(NONE).undelivered())
        .containsExactly(new CloseResult.Undelivered("s", 4, List.of("e0", "e1", "e2", "e3")));
  }

  @Test
  @Contract("SUB-08")
  void fatal_error_is_not_repeated_and_reaches_the_handler_of_uncaught_exceptions() {
    List<Throwable> uncaught = new ArrayList<>();
    OutOfMemoryError fatal = new OutOfMemoryError("none");
    Subscription subscription =
        subscribe(
            SubscriptionOptions.named("s").async(async).retrying(RetryPolicy.attempts(3)),
            event -> {
              throw fatal;
            });
    emit("e1", "s");
    Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
    try {
      executor.runAll();
    } finally {
      Thread.currentThread().setUncaughtExceptionHandler(null);
    }

    assertThat(uncaught).containsExactly(fatal);
    assertThat(subscription.metrics().failed()).isEqualTo(1);
  }

  @Test
  @Contract("SUB-03")
  void context_that_a_handler_leaves_open_hides_no_failure() {
    Subscription subscription =
        subscribe(
            SubscriptionOptions.named("s").async(async),
            event -> {
              EventScope.none().withProject("left").open();
              throw new IllegalStateException("down");
            });
    emit("e1", "s");
    executor.runAll();

    assertThat(subscription.metrics().failed()).isEqualTo(1);
    assertThat(EventScope.current()).isEqualTo(EventScope.none());
  }

  @Test
  @Contract("END-04")
  void flush_waits_for_a_handler_whose_subscription_has_ended() {
    List<Boolean> flushed = new ArrayList<>();
    Subscription[] own = new Subscription[1];
    own[0] =
        subscribe(
            SubscriptionOptions.named("s").async(async),
            event -> {
              own[0].unsubscribe();
              flushed.add(flushElsewhere());
            });
    emit("e1", "s");
    executor.runAll();

    assertThat(flushed).containsExactly(false);
    assertThat(bus.flush(NONE)).isTrue();
  }

  private boolean flushElsewhere() throws InterruptedException {
    boolean[] result = new boolean[1];
    Thread thread = new Thread(() -> result[0] = bus.flush(NONE));
    thread.start();
    thread.join();
    return result[0];
  }
}
