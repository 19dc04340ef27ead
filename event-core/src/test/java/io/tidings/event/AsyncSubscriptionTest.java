package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tidings.event.async.RetryPolicy;
import io.tidings.event.async.SubscriptionMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Hand-over to asynchronous handlers, with tasks and time that the test moves. */
class AsyncSubscriptionTest extends AsyncFixture {

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
  void key_with_a_long_queue_lets_another_key_pass_after_a_millisecond() {
    subscribe(
        SubscriptionOptions.named("s").async(async.parallelism(1)),
        event -> {
          received.add(event.id());
          if (event.id().equals("a2")) {
            emit("b1", "b");
            workFor(Duration.ofMillis(2));
          }
        });
    for (int i = 1; i <= 5; i++) {
      emit("a" + i, "a");
    }
    executor.runAll();

    assertThat(received).containsExactly("a1", "a2", "b1", "a3", "a4", "a5");
  }

  private static void workFor(Duration time) {
    for (long began = System.nanoTime(); System.nanoTime() - began < time.toNanos(); ) {
      Thread.onSpinWait();
    }
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
  @Contract("SUB-01")
  void key_without_a_hash_code_is_reported_and_replaced() {
    subscribe(async.orderedBy(event -> new BrokenKey(true)));

    emit("e1", "s");
    emit("e2", "s");
    executor.runAll();

    assertThat(received).containsExactly("e1", "e2");
    assertThat(failures.lines()).hasSize(2);
  }

  @Test
  @Contract({"SUB-01", "SUB-06"})
  void events_whose_keys_cannot_be_compared_are_handled() {
    subscribe(async.orderedBy(event -> new BrokenKey(false)));

    emit("e1", "s");
    emit("e2", "s");
    executor.runAll();
    emit("e3", "s");
    executor.runAll();

    assertThat(received).containsExactly("e1", "e2", "e3");
  }

  /** Key of a host whose methods throw. */
  private record BrokenKey(boolean withoutHash) {

    @Override
    public int hashCode() {
      if (withoutHash) {
        throw new IllegalStateException("no hash code");
      }
      return 1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      throw new IllegalStateException("not comparable");
    }
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
}
