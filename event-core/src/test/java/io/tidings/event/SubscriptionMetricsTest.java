package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.async.SubscriptionMetrics;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers of synchronous subscriptions and of groups. */
@Contract("SUB-06")
class SubscriptionMetricsTest extends AsyncFixture {

  private static SubscriptionMetrics numbers(long delivered, long failed) {
    return new SubscriptionMetrics(delivered + failed, delivered, 0, 0, failed, 0, 0, 0, 0);
  }

  @Test
  void synchronous_subscription_counts_calls_and_failures() {
    Subscription subscription =
        subscribe(
            SubscriptionOptions.defaults(),
            event -> {
              if (event.id().startsWith("bad")) {
                throw new IllegalStateException("down");
              }
            });
    for (String id : List.of("e1", "bad1", "e2", "bad2", "e3")) {
      emit(id, "s");
    }
    assertThat(subscription.metrics()).isEqualTo(numbers(3, 2));

    subscription.close();
    emit("e4", "s");

    assertThat(subscription.metrics()).isEqualTo(numbers(3, 2));
  }

  @Test
  void only_matching_events_are_counted_whatever_the_selector() {
    EventSelector tested = EventSelector.kind(A).where(event -> event.id().startsWith("e"));
    Subscription predicate = bus.subscribe(tested, event -> {});
    Subscription keyed =
        bus.subscribe(
            EventSelector.session("s"),
            event -> {
              throw new IllegalStateException("down");
            });
    emit("e1", "s");
    emit("x1", "s");
    emit("e2", "other");

    assertThat(predicate.metrics()).isEqualTo(numbers(2, 0));
    assertThat(keyed.metrics()).isEqualTo(numbers(0, 2));
  }

  @Test
  void call_is_counted_when_it_ends_and_nested_ones_too() {
    List<SubscriptionMetrics> during = new ArrayList<>();
    Subscription[] own = new Subscription[1];
    own[0] =
        subscribe(
            SubscriptionOptions.defaults(),
            event -> {
              during.add(own[0].metrics());
              if (during.size() < 3) {
                emit("e" + during.size(), "s");
              }
            });
    emit("e0", "s");

    assertThat(during).containsExactly(numbers(0, 0), numbers(1, 0), numbers(2, 0));
    assertThat(own[0].metrics()).isEqualTo(numbers(3, 0));
  }

  @Test
  void skipped_handler_is_not_counted() {
    Subscription[] second = new Subscription[1];
    subscribe(SubscriptionOptions.defaults(), event -> second[0].close());
    second[0] = bus.subscribe(A, event -> {});

    EmitResult result = emit("e1", "s");

    assertThat(result.delivered()).isEqualTo(1);
    assertThat(second[0].metrics()).isEqualTo(numbers(0, 0));
  }

  @Test
  void calls_of_many_threads_are_all_counted() throws InterruptedException {
    int threads = 80;
    long emits = 500;
    Subscription subscription =
        bus.subscribe(
            A,
            event -> {
              if (event.id().startsWith("bad")) {
                throw new IllegalStateException("down");
              }
            });
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      String id = i % 8 == 0 ? "bad" : "e";
      Thread thread =
          new Thread(
              () -> {
                for (long n = 0; n < emits; n++) {
                  emit(id, "s");
                }
              });
      running.add(thread);
    }
    running.forEach(Thread::start);
    for (Thread thread : running) {
      thread.join();
    }

    assertThat(subscription.metrics()).isEqualTo(numbers(70 * emits, 10 * emits));
  }

  @Test
  void group_has_the_sums_of_its_members() {
    Subscription queued = subscribe(async);
    Subscription failing =
        subscribe(
            SubscriptionOptions.defaults(),
            event -> {
              throw new IllegalStateException("down");
            });
    Subscription group = Subscription.group(queued, failing);
    emit("e1", "s");
    executor.runAll();
    emit("e2", "s");

    assertThat(group.metrics()).isEqualTo(new SubscriptionMetrics(4, 1, 0, 0, 2, 0, 1, 0, 0));
    assertThat(EventBus.noop().subscribe(A, event -> {}).metrics())
        .isEqualTo(SubscriptionMetrics.NONE);
  }
}
