package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import io.tidings.event.async.CloseResult;
import io.tidings.event.async.RetryPolicy;
import io.tidings.event.store.delivery.Delivery;
import io.tidings.event.store.delivery.DeliveryAttempt;
import io.tidings.event.store.delivery.DeliveryKey;
import io.tidings.event.store.delivery.DeliveryOptions;
import io.tidings.event.testkit.contract.Contract;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Durable deliveries whose handlers complete later, on both databases. */
@Timeout(60)
class AsyncDeliveryTest extends EveryDatabaseTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final EventQuery ALL = EventQuery.platform();
  private static final DeliveryOptions PER_SESSION =
      DeliveryOptions.perKey(DeliveryKey.SESSION)
          .retrying(RetryPolicy.attempts(2).backoff(Duration.ofMillis(1), Duration.ofMillis(5)));

  private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();

  private record Call(DeliveryAttempt attempt, CompletableFuture<Void> end) {
    String id() {
      return attempt.event().id();
    }
  }

  private CompletionStage<?> handle(DeliveryAttempt attempt) {
    Call call = new Call(attempt, new CompletableFuture<>());
    calls.add(call);
    return call.end();
  }

  private Call next() throws InterruptedException {
    Call call = calls.poll(30, TimeUnit.SECONDS);
    assertThat(call).isNotNull();
    return call;
  }

  private List<Call> next(int count) throws InterruptedException {
    List<Call> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(next());
    }
    return taken;
  }

  private List<DomainEvent> appended(EventStore store, String session, int count) {
    List<DomainEvent> made =
        IntStream.range(0, count)
            .mapToObj(i -> event(EventType.PLAN_CREATED).sessionId(session).build())
            .toList();
    store.append(made);
    return made;
  }

  @Contract("DLV-13")
  @Test
  void next_event_of_a_key_follows_the_completion_of_the_one_before() throws Exception {
    EventStore store = open();
    List<DomainEvent> made = appended(store, "a", 3);
    Delivery delivery = store.deliverAsync("relay", ALL, PER_SESSION, this::handle);
    for (DomainEvent event : made) {
      Call call = next();
      assertThat(call.id()).isEqualTo(event.id());
      assertThat(calls).isEmpty();
      assertThat(delivery.metrics().inFlight()).isEqualTo(1);
      call.end().complete(null);
    }
    assertThat(delivery.flush(LONG)).isTrue();
    assertThat(delivery.metrics().position()).isEqualTo(3);
  }

  @Contract("DLV-13")
  @Test
  void failed_stage_is_a_failed_attempt() throws Exception {
    EventStore store = open();
    appended(store, "a", 1);
    Delivery delivery = store.deliverAsync("relay", ALL, PER_SESSION, this::handle);
    next().end().completeExceptionally(new IOException("no"));
    Call again = next();
    assertThat(again.attempt().number()).isEqualTo(2);
    assertThat(again.attempt().previousFailure()).isInstanceOf(IOException.class);
    again.end().completeExceptionally(new IOException("no"));
    assertThat(delivery.flush(LONG)).isTrue();
    assertThat(store.deadLetters("relay").count()).isEqualTo(1);
  }

  @Contract("DLV-13")
  @Test
  void pipelining_passes_on_all_events_of_a_key_in_order() throws Exception {
    EventStore store = open();
    List<DomainEvent> made = appended(store, "a", 1_200);
    Delivery delivery =
        store.deliverAsync("relay", ALL, PER_SESSION.pipelining().parallel(4), this::handle);
    List<Call> begun = next(made.size());
    assertThat(begun).extracting(Call::id).isEqualTo(ids(made));
    assertThat(delivery.metrics().inFlight()).isEqualTo(made.size());

    begun.subList(1, made.size()).forEach(call -> call.end().complete(null));
    assertThat(delivery.metrics().position()).isZero();
    begun.get(0).end().complete(null);
    assertThat(delivery.flush(LONG)).isTrue();
    assertThat(delivery.metrics().position()).isEqualTo(made.size());
  }

  @Contract("DLV-13")
  @Test
  void failure_in_a_pipeline_holds_back_nothing_passed_on_before() throws Exception {
    EventStore store = open();
    appended(store, "a", 3);
    Delivery delivery =
        store.deliverAsync("relay", ALL, PER_SESSION.pipelining().parallel(4), this::handle);
    List<Call> begun = next(3);
    begun.get(0).end().completeExceptionally(new IOException("later"));
    begun.get(1).end().completeExceptionally(new IOException("later"));
    begun.get(2).end().complete(null);

    List<Call> again = next(2);
    assertThat(again).allSatisfy(call -> assertThat(call.attempt().number()).isEqualTo(2));
    again.get(0).end().complete(null);
    again.get(1).end().completeExceptionally(new IOException("never"));
    assertThat(delivery.flush(LONG)).isTrue();
    assertThat(delivery.metrics().delivered()).isEqualTo(2);
    assertThat(store.deadLetters("relay").count()).isEqualTo(1);
  }

  @Contract("DLV-13")
  @Test
  void redriven_event_of_a_pipeline_is_delivered() throws Exception {
    EventStore store = open();
    appended(store, "a", 2);
    DeliveryOptions once = PER_SESSION.pipelining().atMost(1).passingDeadLetters();
    Delivery delivery = store.deliverAsync("relay", ALL, once, this::handle);
    List<Call> begun = next(2);
    begun.get(0).end().completeExceptionally(new IOException("poison"));
    begun.get(1).end().complete(null);
    assertThat(delivery.flush(LONG)).isTrue();

    assertThat(store.deadLetters("relay").redrive(letter -> true)).isEqualTo(1);
    Call again = next();
    assertThat(again.id()).isEqualTo(begun.get(0).id());
    again.end().complete(null);
    assertThat(delivery.flush(LONG)).isTrue();
    assertThat(store.deadLetters("relay").count()).isZero();
  }

  @Contract("DLV-13")
  @Test
  void event_whose_stage_has_not_completed_is_delivered_by_the_next_start() throws Exception {
    EventStore store = open();
    List<DomainEvent> made = appended(store, "a", 2);
    DeliveryOptions options = PER_SESSION.pipelining().lease(Duration.ofSeconds(1));
    Delivery delivery = store.deliverAsync("relay", ALL, options, this::handle);
    List<Call> begun = next(2);
    begun.get(1).end().complete(null);
    CloseResult.Undelivered left = delivery.close(Duration.ofMillis(10));
    assertThat(left.eventIds()).containsExactly(made.get(0).id());
    begun.get(0).end().complete(null);

    Delivery again = store.deliverAsync("relay", ALL, options, this::handle);
    next(2).forEach(call -> call.end().complete(null));
    assertThat(again.flush(LONG)).isTrue();
  }
}
