package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidings.event.async.AsyncOptions;
import io.tidings.event.async.CloseResult;
import io.tidings.event.async.DeadLetters;
import io.tidings.event.async.OverflowPolicy;
import io.tidings.event.async.RetryPolicy;
import io.tidings.event.async.SubscriptionMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Handlers of lists of events, with tasks and time that the test moves. */
class AsyncBatchesTest extends AsyncFixture {

  private static final Duration DELAY = Duration.ofSeconds(1);
  private static final Duration ALMOST = DELAY.minusNanos(1);

  private final AsyncOptions pairs = async.batchSize(2).batchDelay(DELAY);

  private Subscription batches(SubscriptionOptions options, EventHandler.OfBatches handler) {
    Subscription added = bus.subscribeBatches(EventSelector.kind(A), options, handler);
    subscriptions.add(added);
    return added;
  }

  private Subscription batches(AsyncOptions options) {
    return batches(SubscriptionOptions.named("s").async(options), this::receive);
  }

  private Subscription batches(AsyncOptions options, EventSelector selector) {
    Subscription added =
        bus.subscribeBatches(
            selector, SubscriptionOptions.named("s").async(options), this::receive);
    subscriptions.add(added);
    return added;
  }

  private void receive(List<DomainEvent> events) {
    received.add(ids(events));
  }

  private static String ids(List<DomainEvent> events) {
    return String.join(" ", events.stream().map(DomainEvent::id).toList());
  }

  @Test
  @Contract("SUB-09")
  void full_list_is_handled_at_once_and_the_rest_after_the_delay() {
    Subscription subscription = batches(pairs);
    for (int i = 1; i <= 5; i++) {
      emit("e" + i, "s");
    }

    executor.runAll();
    assertThat(received).containsExactly("e1 e2", "e3 e4");
    assertThat(subscription.metrics())
        .isEqualTo(new SubscriptionMetrics(5, 4, 0, 0, 0, 0, 1, 0, 0));
    timer.advance(ALMOST);
    executor.runAll();
    assertThat(received).hasSize(2);
    timer.advance(Duration.ofNanos(1));
    executor.runAll();
    assertThat(received).endsWith("e5");
    assertThat(timer.size()).isZero();
  }

  @Test
  @Contract("SUB-09")
  void delay_counts_from_the_first_event_of_each_list() {
    batches(pairs.batchSize(3));
    emit("e1", "s");
    timer.advance(Duration.ofMillis(600));
    emit("e2", "s");
    timer.advance(Duration.ofMillis(399));
    executor.runAll();
    assertThat(received).isEmpty();
    timer.advance(Duration.ofMillis(1));
    emit("e3", "s");
    emit("e4", "s");
    executor.runAll();

    assertThat(received).containsExactly("e1 e2 e3");
    timer.advance(ALMOST);
    executor.runAll();
    assertThat(received).hasSize(1);
    timer.advance(Duration.ofNanos(1));
    executor.runAll();
    assertThat(received).containsExactly("e1 e2 e3", "e4");
  }

  @Test
  @Contract("SUB-09")
  void delay_of_a_list_counts_from_its_own_event_if_the_list_before_waited_for_a_task() {
    batches(pairs);
    emit("e1", "s");
    emit("e2", "s");
    timer.advance(Duration.ofMillis(500));
    emit("e3", "s");
    executor.runAll();
    assertThat(received).containsExactly("e1 e2");

    timer.advance(ALMOST);
    executor.runAll();
    assertThat(received).hasSize(1);
    timer.advance(Duration.ofNanos(1));
    executor.runAll();

    assertThat(received).containsExactly("e1 e2", "e3");
  }

  @Test
  @Contract("SUB-09")
  void early_timer_of_a_list_that_was_full_hands_over_nothing() {
    batches(pairs);
    emit("e1", "s");
    timer.advance(Duration.ofMillis(500));
    emit("e2", "s");
    emit("e3", "s");
    executor.runAll();
    timer.advance(Duration.ofMillis(999));
    executor.runAll();
    assertThat(received).containsExactly("e1 e2");

    timer.advance(Duration.ofMillis(1));
    executor.runAll();

    assertThat(received).containsExactly("e1 e2", "e3");
  }

  @Test
  @Contract("SUB-09")
  void one_list_is_handled_after_another_whatever_the_keys() {
    List<Runnable> inner = new ArrayList<>();
    batches(
        SubscriptionOptions.named("s").async(pairs.parallelism(4)),
        events -> {
          received.add("begin " + ids(events));
          if (inner.isEmpty()) {
            inner.add(
                () -> {
                  emit("c1", "c");
                  emit("d1", "d");
                  executor.runAll();
                });
            inner.get(0).run();
          }
          received.add("end " + ids(events));
        });

    emit("a1", "a");
    emit("b1", "b");
    executor.runAll();

    assertThat(received).containsExactly("begin a1 b1", "end a1 b1", "begin c1 d1", "end c1 d1");
  }

  @Test
  @Contract("SUB-09")
  void options_without_async_are_made_asynchronous_and_events_singly_are_lists_of_one()
      throws Exception {
    Subscription subscription =
        bus.subscribeBatches(EventSelector.kind(B), SubscriptionOptions.named("b"), this::receive);
    assertThat(bus.emit(DomainEvent.builder(B).id("b1").build()).queued()).isEqualTo(1);
    subscription.unsubscribe();
    EventHandler.OfBatches handler = this::receive;
    handler.handle(DomainEvent.builder(A).id("single").build());

    assertThat(received).containsExactly("single");
  }

  @Test
  @Contract("SUB-10")
  void list_is_retried_as_a_whole_and_later_events_wait() {
    Subscription subscription =
        batches(
            SubscriptionOptions.named("s")
                .async(pairs)
                .retrying(RetryPolicy.attempts(3).backoff(DELAY, DELAY).jitter(0)),
            events -> {
              received.add(ids(events) + " " + EventContext.attempt() + " " + message());
              assertThat(EventContext.capture().event()).isNull();
              if (EventContext.attempt() < 3 && ids(events).startsWith("e1")) {
                throw new IllegalStateException("no " + EventContext.attempt());
              }
            });
    for (int i = 1; i <= 4; i++) {
      emit("e" + i, "s" + i);
    }
    executor.runAll();
    assertThat(received).containsExactly("e1 e2 1 null");
    assertThat(subscription.metrics().inFlight()).isEqualTo(2);
    assertThat(failures.lines()).hasSize(2);
    for (int i = 0; i < 2; i++) {
      timer.advance(DELAY);
      executor.runAll();
    }

    assertThat(received)
        .containsExactly("e1 e2 1 null", "e1 e2 2 no 1", "e1 e2 3 no 2", "e3 e4 1 null");
    assertThat(subscription.metrics())
        .isEqualTo(new SubscriptionMetrics(4, 4, 0, 0, 0, 0, 0, 0, 4));
  }

  private static String message() {
    Throwable failure = EventContext.previousFailure();
    return failure == null ? "null" : String.valueOf(failure.getMessage());
  }

  @Test
  @Contract("SUB-10")
  void each_event_of_a_failed_list_is_a_dead_letter() {
    DeadLetters letters = DeadLetters.keeping(10);
    Subscription subscription =
        batches(
            SubscriptionOptions.named("s").async(pairs).deadLetters(letters),
            events -> {
              received.add(ids(events));
              if (received.size() == 1) {
                throw new IllegalStateException("down");
              }
            });
    emit("e1", "s");
    emit("e2", "s");
    executor.runAll();

    assertThat(letters.list()).extracting(each -> each.event().id()).containsExactly("e1", "e2");
    assertThat(subscription.metrics().dead()).isEqualTo(2);
    assertThat(letters.redrive(letter -> letter.event().id().equals("e2"))).isEqualTo(1);
    emit("e3", "s");
    executor.runAll();
    assertThat(received).containsExactly("e1 e2", "e2 e3");
  }

  @Test
  @Contract("END-04")
  void flush_hands_over_an_incomplete_list_without_a_wait() {
    batches(pairs.batchSize(10));
    for (int i = 1; i <= 3; i++) {
      emit("e" + i, "s");
    }
    executor.runAll();
    assertThat(received).isEmpty();

    assertThat(bus.flush(NONE)).isFalse();
    executor.runAll();

    assertThat(received).containsExactly("e1 e2 e3");
    assertThat(bus.flush(NONE)).isTrue();
    emit("e4", "s");
    executor.runAll();
    assertThat(received).as("the flush is over").hasSize(1);
  }

  @Test
  @Contract("END-04")
  void flush_hands_over_also_what_is_behind_a_full_list() {
    batches(pairs);
    for (int i = 1; i <= 3; i++) {
      emit("e" + i, "s");
    }
    timer.advance(Duration.ofNanos(1));
    bus.flush(NONE);
    executor.runAll();

    assertThat(received).containsExactly("e1 e2", "e3");
  }

  @Test
  @Contract("END-04")
  void flush_hands_over_what_is_queued_while_a_list_is_handled() {
    batches(
        SubscriptionOptions.named("s").async(pairs),
        events -> {
          received.add(ids(events));
          if (received.size() == 1) {
            emit("e3", "s");
            flushElsewhere();
          }
        });
    emit("e1", "s");
    emit("e2", "s");
    executor.runAll();

    assertThat(received).containsExactly("e1 e2", "e3");
  }

  private void flushElsewhere() throws InterruptedException {
    Thread thread = new Thread(() -> bus.flush(NONE));
    thread.start();
    thread.join();
  }

  @Test
  @Contract("END-04")
  void flush_waits_for_lists_that_handlers_emit_into_without_their_delay() throws Exception {
    EventBus real = EventBus.create();
    real.subscribe(
        EventSelector.kind(B),
        SubscriptionOptions.named("first").async(),
        event -> real.emit(DomainEvent.builder(A).id("inner").build()));
    real.subscribeBatches(
        EventSelector.kind(A),
        SubscriptionOptions.named("lists")
            .async(AsyncOptions.defaults().batchDelay(Duration.ofDays(1))),
        this::receive);
    real.emit(DomainEvent.of(B));

    assertThat(real.flush(Duration.ofSeconds(30))).isTrue();
    assertThat(received).containsExactly("inner");
    real.emit(DomainEvent.builder(A).id("last").build());
    assertThat(real.close(Duration.ofSeconds(30)).isComplete()).isTrue();
    assertThat(received).containsExactly("inner", "last");
  }

  @Test
  @Contract("END-06")
  void close_reports_each_event_of_a_list() {
    batches(pairs.batchSize(10));
    emit("e1", "s");
    emit("e2", "s");

    assertThat(bus.close(NONE).undelivered())
        .containsExactly(new CloseResult.Undelivered("s", 2, List.of("e1", "e2")));
    executor.runAll();
    assertThat(received).isEmpty();
    assertThat(timer.size()).isZero();
  }

  @Test
  @Contract("SUB-06")
  void ended_subscription_discards_its_lists_and_their_timer() {
    Subscription subscription =
        batches(
            SubscriptionOptions.named("s").async(pairs).retrying(RetryPolicy.attempts(2)),
            events -> {
              throw new IllegalStateException("down");
            });
    for (int i = 1; i <= 3; i++) {
      emit("e" + i, "s");
    }
    executor.runAll();

    subscription.unsubscribe();

    assertThat(subscription.metrics())
        .isEqualTo(new SubscriptionMetrics(3, 0, 0, 0, 0, 3, 0, 0, 0));
    assertThat(timer.size()).isZero();
    assertThat(bus.flush(NONE)).isTrue();
  }

  @Test
  @Contract({"SUB-02", "SUB-09"})
  void full_queue_is_handled_before_the_list_is_full() {
    batches(pairs.batchSize(100).capacity(3).overflow(OverflowPolicy.DROP_NEWEST));
    for (int i = 1; i <= 3; i++) {
      emit("e" + i, "s");
    }
    executor.runAll();
    assertThat(received).containsExactly("e1 e2 e3");
  }

  @Test
  @Contract({"SUB-02", "SUB-09"})
  void queue_that_is_full_by_size_is_handled_too() {
    batches(pairs.batchSize(100).maxCharacters(100).overflow(OverflowPolicy.DROP_NEWEST));
    emitSized("e1", 60);
    executor.runAll();
    assertThat(received).isEmpty();

    emitSized("e2", 60);
    executor.runAll();

    assertThat(received).containsExactly("e1");
  }

  private void emitSized(String id, int characters) {
    bus.emit(DomainEvent.builder(A).id(id).detail("k", "x".repeat(characters)).build());
  }

  @Test
  @Contract({"SUB-02", "SUB-09"})
  void oldest_events_of_a_list_to_be_are_dropped_but_for_kinds_never_dropped() {
    Subscription subscription =
        batches(
            pairs.batchSize(100).capacity(3).overflow(OverflowPolicy.DROP_OLDEST).neverDropping(B),
            EventSelector.kinds(A, B));
    bus.emit(DomainEvent.builder(B).id("kept1").build());
    for (int i = 1; i <= 4; i++) {
      emit("e" + i, "s");
    }
    bus.emit(DomainEvent.builder(B).id("kept2").build());
    executor.runAll();
    timer.advance(DELAY);
    executor.runAll();

    assertThat(String.join(" ", received)).isEqualTo("kept1 e3 e4 kept2");
    assertThat(subscription.metrics())
        .isEqualTo(new SubscriptionMetrics(6, 4, 0, 2, 0, 0, 0, 0, 0));
  }

  @Test
  @Contract("SUB-09")
  void bad_options_of_lists_are_rejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> async.batchSize(0))
        .withMessageContaining("batchSize");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> async.batchDelay(Duration.ofNanos(-1)))
        .withMessageContaining("batchDelay");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> batches(async.overflow(OverflowPolicy.KEEP_LATEST_PER_KEY)))
        .withMessageContaining("KEEP_LATEST_PER_KEY");
  }
}
