package io.tidings.event.observe.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventHandler;
import io.tidings.event.EventType;
import io.tidings.event.observe.internal.ObservedHandler;
import io.tidings.event.testkit.contract.Contract;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HandlerTimesTest {

  private static final DomainEvent EVENT = DomainEvent.of(EventType.PLAN_CREATED);

  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicLong duration = new AtomicLong(100);
  private final HandlerTimes times =
      new HandlerTimes(clock::get, () -> asked.incrementAndGet() % HandlerTimes.SAMPLE == 0);
  private final EventHandler handler =
      new TimedHandler(event -> clock.addAndGet(duration.get()), times);

  private void call(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      handler.handle(EVENT);
    }
  }

  @Contract("OBS-03")
  @Test
  void fast_calls_are_sampled_after_the_trial_and_stand_for_others() throws Exception {
    call(HandlerTimes.TRIAL);
    assertThat(asked).hasValue(0);
    call(800);

    assertThat(asked).hasValue(800);
    assertThat(times.calls()).isEqualTo(HandlerTimes.TRIAL + 800);
    assertThat(times.nanos()).isEqualTo((HandlerTimes.TRIAL + 800) * 100L);
  }

  @Contract("OBS-03")
  @Test
  void slow_handler_is_timed_at_every_call() throws Exception {
    duration.set(HandlerTimes.FAST_NANOS);
    call(1_000);

    assertThat(asked).hasValue(0);
    assertThat(times.nanos()).isEqualTo(1_000 * HandlerTimes.FAST_NANOS);
  }

  @Contract("OBS-03")
  @Test
  void handler_that_becomes_slow_is_timed_from_the_next_sample_on() throws Exception {
    call(HandlerTimes.TRIAL);
    duration.set(1_000_000);
    call(100);

    assertThat(asked).hasValue(HandlerTimes.SAMPLE);
    assertThat(times.nanos())
        .isEqualTo(
            HandlerTimes.TRIAL * 100L
                + HandlerTimes.SAMPLE * 1_000_000L
                + (100 - HandlerTimes.SAMPLE) * 1_000_000L);
  }

  @Contract("OBS-03")
  @Test
  void max_covers_the_current_minute_and_the_one_before() throws Exception {
    duration.set(5_000);
    call(1);
    duration.set(3_000);
    clock.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThat(times.max().get()).isEqualTo(5_000);
    call(1);
    clock.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThat(times.max().get()).isEqualTo(3_000);
    clock.addAndGet(Duration.ofMinutes(3).toNanos());
    assertThat(times.max().get()).isZero();
  }

  @Contract("OBS-03")
  @Test
  void list_is_one_call() throws Exception {
    EventHandler.OfBatches lists = events -> clock.addAndGet(1_000L * events.size());
    EventHandler.OfBatches timed =
        (EventHandler.OfBatches) ObservedHandler.of(new TimedHandler(lists, times));
    timed.handle(List.of(EVENT, EVENT));
    timed.handle(EVENT);

    assertThat(times.calls()).isEqualTo(2);
    assertThat(times.nanos()).isEqualTo(3_000);
  }

  @Contract("OBS-03")
  @Test
  void random_samples_are_about_one_in_eight() {
    HandlerTimes random = HandlerTimes.sampling(clock::get);
    for (int i = 0; i < HandlerTimes.TRIAL; i++) {
      random.add(1, 1);
    }
    int sampled = 0;
    for (int i = 0; i < 80_000; i++) {
      sampled += random.weight() > 0 ? 1 : 0;
    }
    assertThat(sampled).isBetween(9_000, 11_000);
  }
}
