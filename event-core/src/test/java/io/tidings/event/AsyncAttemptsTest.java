package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.async.CloseResult;
import io.tidings.event.async.DeadLetter;
import io.tidings.event.async.DeadLetterHandler;
import io.tidings.event.async.DeadLetters;
import io.tidings.event.async.RetryPolicy;
import io.tidings.event.async.SubscriptionMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Attempts of asynchronous handlers, and dead letters. */
class AsyncAttemptsTest extends AsyncFixture {

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
  @Contract("FLT-07")
  void log_of_a_failure_has_the_attempt_and_names_the_dead_letter() {
    List<String> lines = new ArrayList<>();
    try (LogCapture log = LogCapture.open();
        EventBus logging = EventBus.builder().timer(() -> timer).build()) {
      subscribeFailing(logging, "retried", RetryPolicy.attempts(2), null);
      subscribeFailing(logging, "buried", RetryPolicy.attempts(1), letter -> {});
      subscribeFailing(logging, "last", RetryPolicy.attempts(2).on(f -> false), null);
      subscribeFailing(logging, "plain", RetryPolicy.attempts(1), null);
      logging.subscribe(
          EventSelector.kind(A),
          SubscriptionOptions.named("sync"),
          event -> {
            throw new IllegalStateException("down");
          });
      logging.emit(DomainEvent.builder(A).id("e1").build());
      executor.runAll();
      lines.addAll(log.warnings());
    }

    String what = " failed at a e1 with java.lang.IllegalStateException";
    assertThat(lines.subList(0, 5))
        .containsExactly(
            "Handler sync" + what,
            "Handler retried" + what + " (attempt 1 of 2)",
            "Handler buried" + what + " (dead letter)",
            "Handler last" + what + " (attempt 1 of 2, the last)",
            "Handler plain" + what);
  }

  private void subscribeFailing(
      EventBus to, String name, RetryPolicy policy, @Nullable DeadLetterHandler letters) {
    SubscriptionOptions options = SubscriptionOptions.named(name).async(async).retrying(policy);
    to.subscribe(
        EventSelector.kind(A),
        letters == null ? options : options.deadLetters(letters),
        event -> {
          throw new IllegalStateException("down");
        });
  }

  @Test
  @Contract("SUB-04")
  void options_and_policies_have_a_text() {
    assertThat(async.capacity(7).neverDropping(B, A).toString())
        .startsWith(
            "AsyncOptions[executor=io.tidings.event.HandExecutor, parallelism=8, capacity=7")
        .endsWith("neverDropped=[a, b]]");
    assertThat(RetryPolicy.attempts(3).jitter(0))
        .hasToString("RetryPolicy[attempts=3, first=PT0.1S, longest=PT30S, jitter=0.0]");
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
    Thread.currentThread()
        .setUncaughtExceptionHandler(
            (thread, failure) -> {
              uncaught.add(failure);
              throw new IllegalStateException("broken handler");
            });
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
}
