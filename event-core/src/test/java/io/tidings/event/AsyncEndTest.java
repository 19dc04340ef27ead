package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.async.CloseResult;
import io.tidings.event.async.RetryPolicy;
import io.tidings.event.async.SubscriptionMetrics;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Flush, close and the end of asynchronous subscriptions. */
class AsyncEndTest extends AsyncFixture {

  @Test
  @Contract("END-06")
  void close_reports_what_was_not_delivered() {
    Subscription subscription = subscribe(async);
    emit("e1", "s");
    emit("e2", "s");

    CloseResult result = bus.close(NONE);

    assertThat(result.isComplete()).isFalse();
    assertThat(result.isPending()).isFalse();
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
