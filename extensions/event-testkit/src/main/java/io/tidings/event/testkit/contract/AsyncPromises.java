package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.TestKind.A;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventContext;
import io.tidings.event.EventHandler;
import io.tidings.event.EventScope;
import io.tidings.event.EventSelector;
import io.tidings.event.Subscription;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.async.AsyncOptions;
import io.tidings.event.async.CloseResult;
import io.tidings.event.async.DeadLetters;
import io.tidings.event.async.OverflowPolicy;
import io.tidings.event.async.RetryPolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Asynchronous subscriptions, whose executor's tasks the test runs. */
interface AsyncPromises extends Promises {

  /** A subscription with an executor whose tasks run on demand. */
  final class Asynchronous {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final EventBus bus;

    Asynchronous(EventBus bus) {
      this.bus = bus;
    }

    AsyncOptions options() {
      return AsyncOptions.defaults().executor(tasks::add).slowAfter(Duration.ZERO);
    }

    Subscription subscribe(AsyncOptions options, EventHandler handler) {
      return subscribe(SubscriptionOptions.named("s").async(options), handler);
    }

    Subscription subscribe(SubscriptionOptions options, EventHandler handler) {
      return bus.subscribe(EventSelector.kind(A), options, handler);
    }

    EmitResult emit(String name, String session) {
      return bus.emit(bus.events().builder(A).sessionId(session).actorName(name).build());
    }

    void runAll() {
      for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
    }
  }

  private static String name(DomainEvent event) {
    return String.valueOf(event.actorName());
  }

  @Test
  @Contract("RES-01")
  default void result_counts_the_queued_event(Workbench bench) {
    Asynchronous async = new Asynchronous(bench.bus());
    async.subscribe(async.options(), event -> bench.notes.add(name(event)));

    EmitResult result = async.emit("e1", "s");

    assertThat(result.queued()).isEqualTo(1);
    assertThat(result.delivered()).isZero();
  }

  @Test
  @Contract("SUB-01")
  default void event_is_queued_and_handled_by_the_executor(Workbench bench) {
    Asynchronous async = new Asynchronous(bench.bus());
    async.subscribe(async.options(), event -> bench.notes.add(name(event)));

    async.emit("e1", "s");

    assertThat(bench.notes.lines()).isEmpty();
    async.runAll();
    assertThat(bench.notes.lines()).containsExactly("e1");
  }

  @Test
  @Contract("SUB-01")
  default void events_with_equal_keys_are_handled_one_after_another(Workbench bench) {
    Asynchronous async = new Asynchronous(bench.bus());
    async.subscribe(
        async.options().parallelism(4),
        event -> {
          bench.notes.add("begin " + name(event));
          if (name(event).equals("a1")) {
            async.emit("a2", "a");
            async.emit("b1", "b");
            async.runAll();
          }
          bench.notes.add("end " + name(event));
        });

    async.emit("a1", "a");
    async.runAll();

    assertThat(bench.notes.lines())
        .containsExactly("begin a1", "begin b1", "end b1", "end a1", "begin a2", "end a2");
  }

  @Test
  @Contract("SUB-02")
  default void full_queue_follows_its_policy(Workbench bench) {
    Asynchronous async = new Asynchronous(bench.bus());
    async.subscribe(
        async.options().capacity(1).overflow(OverflowPolicy.DROP_NEWEST),
        event -> bench.notes.add(name(event)));

    async.emit("e1", "s");
    assertThat(async.emit("e2", "s").queued()).isZero();
    async.runAll();

    assertThat(bench.notes.lines()).containsExactly("e1");
  }

  @Test
  @Contract("SUB-03")
  default void handler_has_event_scope_and_log_context_of_the_emitter(Workbench bench) {
    Asynchronous async = new Asynchronous(bench.bus());
    async.subscribe(
        async.options(),
        event -> {
          bench.notes.add(EventContext.capture().event() == event);
          bench.notes.add(EventScope.current().project());
          bench.notes.add(MDC.get("request"));
        });
    MDC.put("request", "r-1");
    try (EventContext.Handle scope = EventScope.none().withProject("p").open()) {
      async.emit("e1", "s");
    } finally {
      MDC.remove("request");
    }
    async.runAll();

    assertThat(bench.notes.lines()).containsExactly("true", "p", "r-1");
  }

  @Test
  @Contract("SUB-04")
  default void failed_attempts_are_repeated(Workbench bench) {
    Asynchronous async = new Asynchronous(bench.bus());
    async.subscribe(
        SubscriptionOptions.named("s")
            .async(async.options())
            .retrying(RetryPolicy.attempts(3).backoff(Duration.ZERO, Duration.ZERO)),
        event -> {
          bench.notes.add(EventContext.attempt() + " " + message(EventContext.previousFailure()));
          throw new IllegalStateException("no " + EventContext.attempt());
        });

    async.emit("e1", "s");
    async.runAll();

    assertThat(bench.notes.lines()).containsExactly("1 null", "2 no 1", "3 no 2");
  }

  private static String message(@Nullable Throwable failure) {
    return failure == null ? "null" : String.valueOf(failure.getMessage());
  }

  @Test
  @Contract("SUB-05")
  default void dead_letters_keep_events_whose_attempts_failed(Workbench bench) {
    Asynchronous async = new Asynchronous(bench.bus());
    DeadLetters letters = DeadLetters.keeping(10);
    async.subscribe(
        SubscriptionOptions.named("s").async(async.options()).deadLetters(letters),
        event -> {
          bench.notes.add(name(event));
          if (bench.notes.lines().size() == 1) {
            throw new IllegalStateException("down");
          }
        });
    async.emit("e1", "s");
    async.runAll();

    assertThat(letters.list()).extracting(letter -> name(letter.event())).containsExactly("e1");
    assertThat(letters.redrive(letter -> true)).isEqualTo(1);
    async.runAll();
    assertThat(bench.notes.lines()).containsExactly("e1", "e1");
    assertThat(letters.list()).isEmpty();
  }

  @Test
  @Contract("SUB-06")
  default void numbers_account_for_every_event(Workbench bench) {
    Asynchronous async = new Asynchronous(bench.bus());
    Subscription subscription =
        async.subscribe(
            async.options().capacity(3).overflow(OverflowPolicy.DROP_NEWEST),
            event -> {
              if (name(event).equals("e0")) {
                throw new IllegalStateException("down");
              }
            });
    for (int i = 0; i < 5; i++) {
      async.emit("e" + i, "s");
    }
    assertThat(subscription.metrics().queued()).isEqualTo(3);
    async.runAll();
    async.emit("e5", "s");
    subscription.unsubscribe();
    async.runAll();

    assertThat(subscription.metrics().matching()).isEqualTo(6);
    assertThat(subscription.metrics().delivered()).isEqualTo(2);
    assertThat(subscription.metrics().failed()).isEqualTo(1);
    assertThat(subscription.metrics().dropped()).isEqualTo(2);
    assertThat(subscription.metrics().discarded()).isEqualTo(1);
    assertThat(subscription.metrics().accounted()).isEqualTo(6);
  }

  @Test
  @Contract("END-04")
  default void flush_waits_for_asynchronous_handlers(Workbench bench) {
    EventBus bus = bench.bus();
    Asynchronous async = new Asynchronous(bus);
    async.subscribe(async.options(), event -> bench.notes.add(name(event)));
    async.emit("e1", "s");

    assertThat(bus.flush(Duration.ZERO)).isFalse();
    async.runAll();
    assertThat(bus.flush(Duration.ZERO)).isTrue();
  }

  @Test
  @Contract("END-06")
  default void close_returns_what_was_not_delivered(Workbench bench) {
    EventBus bus = bench.bus();
    Asynchronous async = new Asynchronous(bus);
    async.subscribe(async.options(), event -> bench.notes.add(name(event)));
    async.emit("e1", "s");

    CloseResult result = bus.close(Duration.ZERO);
    async.runAll();

    assertThat(bench.notes.lines()).isEmpty();
    assertThat(result.isComplete()).isFalse();
    assertThat(result.undelivered())
        .singleElement()
        .satisfies(
            left -> {
              assertThat(left.subscription()).isEqualTo("s");
              assertThat(left.count()).isEqualTo(1);
              assertThat(left.eventIds()).hasSize(1);
            });
  }

  private static String names(List<DomainEvent> events) {
    return events.stream().map(AsyncPromises::name).collect(Collectors.joining(" "));
  }

  @Test
  @Contract("SUB-09")
  default void full_lists_are_handled_at_once_and_others_by_a_flush(Workbench bench) {
    EventBus bus = bench.bus();
    Asynchronous async = new Asynchronous(bus);
    AsyncOptions pairs = async.options().batchSize(2).batchDelay(Duration.ofDays(1));
    Subscription subscription =
        bus.subscribeBatches(
            EventSelector.kind(A),
            SubscriptionOptions.named("s").async(pairs),
            events -> bench.notes.add(names(events)));
    for (int i = 1; i <= 5; i++) {
      async.emit("e" + i, "s" + i);
    }

    async.runAll();
    assertThat(bench.notes.lines()).containsExactly("e1 e2", "e3 e4");
    assertThat(subscription.metrics().delivered()).isEqualTo(4);
    assertThat(subscription.metrics().queued()).isEqualTo(1);
    assertThat(bus.flush(Duration.ZERO)).isFalse();
    async.runAll();
    assertThat(bench.notes.lines()).containsExactly("e1 e2", "e3 e4", "e5");
  }

  @Test
  @Contract("SUB-10")
  default void failed_list_is_repeated_as_a_whole(Workbench bench) {
    EventBus bus = bench.bus();
    Asynchronous async = new Asynchronous(bus);
    DeadLetters letters = DeadLetters.keeping(10);
    bus.subscribeBatches(
        EventSelector.kind(A),
        SubscriptionOptions.named("s")
            .async(async.options().batchSize(2).batchDelay(Duration.ofDays(1)))
            .retrying(RetryPolicy.attempts(2).backoff(Duration.ZERO, Duration.ZERO))
            .deadLetters(letters),
        events -> {
          bench.notes.add(EventContext.attempt() + " " + names(events));
          throw new IllegalStateException("down");
        });

    async.emit("e1", "s");
    async.emit("e2", "t");
    async.runAll();

    assertThat(bench.notes.lines()).containsExactly("1 e1 e2", "2 e1 e2");
    assertThat(letters.list())
        .extracting(letter -> name(letter.event()))
        .containsExactly("e1", "e2");
  }
}
