package io.tidings.event.services.tool;

import static io.tidings.event.EventType.RESOURCE_ACCESSED;
import static io.tidings.event.EventType.TOOL_COMPLETED;
import static io.tidings.event.EventType.TOOL_ERRORED;
import static io.tidings.event.EventType.TOOL_INVOKED;
import static io.tidings.event.EventType.TOOL_RETRIED;
import static io.tidings.event.testkit.TidingsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.EventScope;
import io.tidings.event.services.host.EveryHost;
import io.tidings.event.services.host.Host;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

class ToolRuntimeTest {

  /** Long enough for what returns, however slow the machine. */
  private static final Duration AMPLE = Duration.ofSeconds(30);

  /** For what does not return by itself. */
  private static final Duration SHORT = Duration.ofMillis(20);

  private final List<Duration> pauses = new ArrayList<>();

  private ToolRuntime runtime(Host host, ToolPolicy policy) {
    return new ToolRuntime(host.options(), policy, pauses::add, () -> 0.5);
  }

  private static ToolPolicy tried(int attempts) {
    return ToolPolicy.once().withMaxAttempts(attempts);
  }

  private static Tool<String, String> failing(int times, Throwable failure) {
    AtomicInteger left = new AtomicInteger(times);
    return Tool.of(
        "flaky",
        input -> {
          if (left.getAndDecrement() > 0) {
            throw rethrown(failure);
          }
          return input;
        });
  }

  private static Exception rethrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (Exception) failure;
  }

  @EveryHost
  void a_tool_is_invoked_and_completes(Host host) throws Exception {
    Tool<String, String> echo =
        Tool.of(
            "echo",
            input -> {
              host.clock().advance(Duration.ofMillis(7));
              return input;
            });
    try (ToolRuntime runtime = runtime(host, ToolPolicy.defaults().withTimeout(AMPLE))) {
      assertThat(runtime.run(echo, "hello")).isEqualTo("hello");
    }

    host.emitted(TOOL_INVOKED, TOOL_COMPLETED);
    host.details(TOOL_INVOKED, "tool_name", "echo");
    host.details(TOOL_COMPLETED, "tool_name", "echo", "duration_ms", 7, "result_size", 5);
  }

  @EveryHost
  void event_has_the_size_of_a_result_that_has_one(Host host) throws Exception {
    try (ToolRuntime runtime = runtime(host, ToolPolicy.once())) {
      runtime.run(Tool.of("list", input -> List.of(1, 2)), "");
      host.details(TOOL_COMPLETED, "tool_name", "list", "duration_ms", 0, "result_size", 2);
      runtime.run(Tool.of("map", input -> Map.of(1, 2)), "");
      host.details(TOOL_COMPLETED, "tool_name", "map", "duration_ms", 0, "result_size", 1);
      runtime.run(Tool.of("bytes", input -> new byte[3]), "");
      host.details(TOOL_COMPLETED, "tool_name", "bytes", "duration_ms", 0, "result_size", 3);
      runtime.run(Tool.of("number", input -> 7), "");
      host.details(TOOL_COMPLETED, "tool_name", "number", "duration_ms", 0);
    }
  }

  @EveryHost
  void a_clock_that_is_turned_back_gives_a_duration_of_zero(Host host) throws Exception {
    Tool<String, String> echo =
        Tool.of(
            "echo",
            input -> {
              host.clock().set(host.clock().instant().minusSeconds(1));
              return input;
            });
    try (ToolRuntime runtime = runtime(host, ToolPolicy.once())) {
      runtime.run(echo, "");
    }
    host.details(TOOL_COMPLETED, "tool_name", "echo", "duration_ms", 0, "result_size", 0);
  }

  @EveryHost
  void tool_retried_comes_once_for_each_attempt_after_the_first(Host host) throws Exception {
    try (ToolRuntime runtime = runtime(host, tried(3))) {
      assertThat(runtime.run(failing(2, new IOException("busy")), "x")).isEqualTo("x");
    }

    assertThat(pauses).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
    host.emitted(TOOL_INVOKED, TOOL_RETRIED, TOOL_RETRIED, TOOL_COMPLETED);
    host.details(TOOL_RETRIED, "tool_name", "flaky", "attempt", 3, "max_attempts", 3);
  }

  @EveryHost
  void last_failure_is_emitted_once_and_thrown_unchanged(Host host) {
    Exception failure = new IOException("busy");
    try (ToolRuntime runtime = runtime(host, tried(2))) {
      assertThatThrownBy(() -> runtime.run(failing(9, failure), "x")).isSameAs(failure);
    }

    host.emitted(TOOL_INVOKED, TOOL_RETRIED, TOOL_ERRORED);
    host.details(
        TOOL_ERRORED,
        "tool_name",
        "flaky",
        "error_type",
        "java.io.IOException",
        "error_message",
        "busy",
        "duration_ms",
        0);
  }

  @EveryHost
  void a_failure_that_is_not_worth_it_is_not_retried(Host host) {
    Exception failure = new IOException("no such file");
    ToolPolicy policy = tried(5).withRetriable(thrown -> !(thrown instanceof IOException));
    try (ToolRuntime runtime = runtime(host, policy)) {
      assertThatThrownBy(() -> runtime.run(failing(1, failure), "x")).isSameAs(failure);
    }
    host.emitted(TOOL_INVOKED, TOOL_ERRORED);
  }

  @EveryHost
  void error_is_not_retried_and_propagates_from_both_threads(Host host) {
    for (ToolPolicy policy : List.of(tried(3), tried(3).withTimeout(AMPLE))) {
      for (Error error : List.of(new AssertionError("wrong"), new OutOfMemoryError())) {
        try (ToolRuntime runtime = runtime(host, policy)) {
          assertThatThrownBy(() -> runtime.run(failing(1, error), "x")).isSameAs(error);
        }
      }
    }
    host.emitted(
        TOOL_INVOKED,
        TOOL_ERRORED,
        TOOL_INVOKED,
        TOOL_ERRORED,
        TOOL_INVOKED,
        TOOL_ERRORED,
        TOOL_INVOKED,
        TOOL_ERRORED);
  }

  @EveryHost
  void a_tool_that_never_returns_is_interrupted_and_fails(Host host) throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    Tool<String, String> stuck =
        Tool.of(
            "stuck",
            input -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException expected) {
                interrupted.countDown();
                throw expected;
              }
              return input;
            });
    try (ToolRuntime runtime = runtime(host, tried(1).withTimeout(SHORT))) {
      assertThatThrownBy(() -> runtime.run(stuck, "x"))
          .isInstanceOf(ToolTimeoutException.class)
          .hasMessage("tool stuck has not returned within 20 ms");
      assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
    }
    host.emitted(TOOL_INVOKED, TOOL_ERRORED);
  }

  @EveryHost
  void a_tool_that_ignores_its_interruption_fails_all_the_same(Host host) {
    AtomicBoolean released = new AtomicBoolean();
    Tool<String, String> deaf = deaf(released);
    try (ToolRuntime runtime = runtime(host, tried(2).withTimeout(SHORT))) {
      assertThatThrownBy(() -> runtime.run(deaf, "x")).isInstanceOf(ToolTimeoutException.class);
    } finally {
      released.set(true);
    }
    host.emitted(TOOL_INVOKED, TOOL_RETRIED, TOOL_ERRORED);
  }

  private static Tool<String, String> deaf(AtomicBoolean released) {
    return Tool.of(
        "deaf",
        input -> {
          while (!released.get()) {
            LockSupport.parkNanos(1_000_000);
          }
          return input;
        });
  }

  @EveryHost
  void tools_that_ignore_interrupts_have_limited_threads(Host host) {
    AtomicBoolean released = new AtomicBoolean();
    Tool<String, String> deaf = deaf(released);
    try (ToolRuntime runtime =
        new ToolRuntime(host.options(), tried(5).withTimeout(SHORT), pauses::add, () -> 0.5, 2)) {
      assertThatThrownBy(() -> runtime.run(deaf, "x"))
          .isInstanceOf(RejectedExecutionException.class);
    } finally {
      released.set(true);
    }
    host.emitted(TOOL_INVOKED, TOOL_RETRIED, TOOL_RETRIED, TOOL_ERRORED);
  }

  @EveryHost
  void a_caller_that_is_interrupted_takes_the_tool_along(Host host) throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    Thread caller = Thread.currentThread();
    Tool<String, String> tool =
        Tool.of(
            "victim",
            input -> {
              caller.interrupt();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException expected) {
                interrupted.countDown();
              }
              return input;
            });
    try (ToolRuntime runtime = runtime(host, tried(3).withTimeout(AMPLE))) {
      assertThatThrownBy(() -> runtime.run(tool, "x")).isInstanceOf(InterruptedException.class);
      assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
    }
    host.emitted(TOOL_INVOKED, TOOL_ERRORED);
  }

  @EveryHost
  void tool_thread_has_the_cause_and_scope_of_the_call(Host host) throws Exception {
    Tool<String, String> reader =
        Tool.of(
            "reader",
            input -> {
              host.bus().emit(host.bus().events().builder(RESOURCE_ACCESSED).build());
              return String.valueOf(EventScope.current().user());
            });
    try (ToolRuntime runtime = runtime(host, tried(1).withTimeout(AMPLE));
        var scope = EventScope.none().withUser("margaret").open()) {
      assertThat(runtime.run(reader, "")).isEqualTo("margaret");
    }
    host.assertLatest(
        TOOL_COMPLETED,
        event -> assertThat(host.bus()).emitted(RESOURCE_ACCESSED).causedBy(TOOL_INVOKED));
    host.assertLatest(
        TOOL_COMPLETED,
        event -> assertThat(host.bus()).emitted(TOOL_COMPLETED).causedBy(TOOL_INVOKED));
  }

  @EveryHost
  void pauses_double_up_to_the_maximum_with_jitter(Host host) {
    ToolPolicy policy = tried(9).withBackoff(Duration.ofMillis(100), Duration.ofMillis(300), 0.5);

    assertThat(policy.pause(1, 0.5)).isEqualTo(Duration.ofMillis(100));
    assertThat(policy.pause(2, 0.5)).isEqualTo(Duration.ofMillis(200));
    assertThat(policy.pause(3, 0.5)).isEqualTo(Duration.ofMillis(300));
    assertThat(policy.pause(100, 0.5)).isEqualTo(Duration.ofMillis(300));
    assertThat(policy.pause(1, 0)).isEqualTo(Duration.ofMillis(50));
    assertThat(policy.pause(1, 0.999_999))
        .isBetween(Duration.ofMillis(149), Duration.ofMillis(150));
    host.emitted();
  }

  @EveryHost
  void no_pause_is_longer_than_the_longest(Host host) {
    ToolPolicy policy = tried(9).withBackoff(Duration.ofSeconds(8), Duration.ofSeconds(10), 0.2);

    assertThat(policy.pause(1, 0.999)).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(10));
    assertThat(policy.pause(2, 0.999)).isEqualTo(Duration.ofSeconds(10));
    assertThat(policy.pause(100, 0.999)).isEqualTo(Duration.ofSeconds(10));
    assertThat(policy.pause(100, 0)).isEqualTo(Duration.ofSeconds(8));
    host.emitted();
  }

  @EveryHost
  void durations_beyond_long_nanoseconds_are_clamped(Host host) throws Exception {
    Duration most = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
    ToolPolicy policy = tried(9).withBackoff(most, most, 1).withTimeout(most);

    assertThat(policy.pause(99, 0.999)).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
    try (ToolRuntime tools = runtime(host, policy)) {
      assertThat(tools.run(Tool.of("length", String::length), "four")).isEqualTo(4);
    }
    host.emitted(TOOL_INVOKED, TOOL_COMPLETED);
  }

  @EveryHost
  void ill_formed_policies_and_names_are_refused(Host host) {
    ToolPolicy policy = ToolPolicy.defaults();
    assertThatThrownBy(() -> policy.withTimeout(Duration.ZERO)).hasMessageContaining("timeout");
    assertThatThrownBy(() -> policy.withMaxAttempts(0)).hasMessageContaining("maxAttempts");
    assertThatThrownBy(() -> policy.withMaxAttempts(101)).hasMessageContaining("maxAttempts");
    assertThatThrownBy(() -> policy.withBackoff(Duration.ofSeconds(2), Duration.ofSeconds(1), 0))
        .hasMessageContaining("backoff");
    assertThatThrownBy(() -> policy.withBackoff(Duration.ZERO, Duration.ZERO, Double.NaN))
        .hasMessageContaining("jitter");
    assertThatThrownBy(() -> Tool.of(" ", input -> input)).hasMessageContaining("name");
    host.emitted();
  }
}
