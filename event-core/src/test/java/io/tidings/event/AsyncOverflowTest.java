package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.async.AsyncOptions;
import io.tidings.event.async.OverflowPolicy;
import io.tidings.event.async.QueueFullException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Queues of asynchronous subscriptions without room. */
class AsyncOverflowTest extends AsyncFixture {

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
  void kinds_that_are_never_dropped_stay_queued_when_others_are_dropped() {
    for (OverflowPolicy policy :
        List.of(OverflowPolicy.DROP_OLDEST, OverflowPolicy.KEEP_LATEST_PER_KEY)) {
      received.clear();
      Subscription subscription = subscribeBoth(async.capacity(3).overflow(policy));
      emit("a1", "s");
      for (String id : List.of("b1", "b2", "b3")) {
        emitB(id);
      }
      emit("a2", "s");
      emitB("b4");
      executor.runAll();
      subscription.unsubscribe();

      assertThat(received).as("%s", policy).containsExactly("a1", "a2", "b4");
    }
  }

  @Test
  @Contract("SUB-02")
  void new_event_is_dropped_if_those_that_are_never_dropped_leave_no_room() {
    Subscription subscription =
        subscribeBoth(async.capacity(2).overflow(OverflowPolicy.DROP_OLDEST));
    emit("a1", "s");
    emit("a2", "s");
    emitB("b1");
    executor.runAll();

    assertThat(received).containsExactly("a1", "a2");
    assertThat(subscription.metrics().dropped()).isEqualTo(1);
  }

  private Subscription subscribeBoth(AsyncOptions options) {
    Subscription added =
        bus.subscribe(
            EventSelector.all(),
            SubscriptionOptions.named("s").async(options.neverDropping(A)),
            event -> received.add(event.id()));
    subscriptions.add(added);
    return added;
  }

  private void emitB(String id) {
    bus.emit(DomainEvent.builder(B).id(id).sessionId("s").build());
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
}
