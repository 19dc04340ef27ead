package io.tidings.event.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.meter.UsageMeter.Adjustment;
import io.tidings.event.testkit.contract.Contract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("once")
class UsageMeterTest extends MeterFixture {

  private static final int THREADS = 8;
  private static final Quota FIVE = QUOTA.withLimit(5L);

  /** The meters there are, all held to the same. */
  enum Kept {
    IN_MEMORY,
    IN_THE_TRAIL
  }

  private UsageMeter meter(Kept kept) {
    return kept == Kept.IN_MEMORY ? UsageMeter.inMemory() : UsageMeter.in(trail());
  }

  @Contract("MET-15")
  @ParameterizedTest
  @EnumSource
  void a_meter_decides_as_the_quota_does(Kept kept) {
    UsageMeter meter = meter(kept);
    for (boolean strict : new boolean[] {true, false}) {
      for (long limit = 0; limit <= 3; limit++) {
        for (long used = 0; used <= 4; used++) {
          for (long delta = -2; delta <= 4; delta++) {
            Quota quota = QUOTA.withLimit(limit).withStrict(strict);
            Meter of = meter("o-%s-%s-%s-%s".formatted(strict, limit, used, delta));
            meter.adjust(of, used, QUOTA, null);
            boolean allowed = quota.allows(used, delta);

            assertThat(meter.adjust(of, delta, quota, null))
                .as("%s, %s used, %s more", quota, used, delta)
                .isEqualTo(new Adjustment(allowed, allowed ? Math.max(0, used + delta) : used));
            assertThat(meter.used(of)).isEqualTo(allowed ? Math.max(0, used + delta) : used);
          }
        }
      }
    }
  }

  @Contract("MET-16")
  @ParameterizedTest
  @EnumSource
  void what_was_used_is_never_less_than_nothing_nor_more_than_can_be_counted(Kept kept) {
    UsageMeter meter = meter(kept);
    Meter of = meter("acme");

    assertThat(meter.used(of)).isZero();
    assertThat(meter.adjust(of, -7, FIVE, null)).isEqualTo(new Adjustment(true, 0));
    assertThat(meter.adjust(of, Long.MAX_VALUE, QUOTA, null).used()).isEqualTo(Long.MAX_VALUE);
    assertThat(meter.adjust(of, 2, QUOTA, null)).isEqualTo(new Adjustment(true, Long.MAX_VALUE));
    assertThat(meter.adjust(of, -2, QUOTA, null).used()).isEqualTo(Long.MAX_VALUE - 2);
  }

  @Contract("MET-27")
  @ParameterizedTest
  @EnumSource
  void a_receipt_is_charged_once_and_a_denied_one_not_at_all(Kept kept) {
    UsageMeter meter = meter(kept);
    Meter of = meter("acme");

    assertThat(meter.adjust(of, 3, FIVE, "r-1")).isEqualTo(new Adjustment(true, 3));
    assertThat(meter.adjust(of, 3, FIVE, "r-1")).isEqualTo(new Adjustment(true, 3));
    assertThat(meter.adjust(of, 6, FIVE, "r-2")).isEqualTo(new Adjustment(false, 3));
    assertThat(meter.adjust(of, 6, FIVE.withLimit(9L), "r-2")).isEqualTo(new Adjustment(true, 9));
    assertThat(meter.adjust(meter("other"), 1, FIVE, "r-1")).isEqualTo(new Adjustment(true, 1));
  }

  @Contract("MET-27")
  @ParameterizedTest
  @EnumSource
  void a_receipt_is_charged_once_in_whatever_period(Kept kept) {
    clock.set(Instant.parse("2026-11-30T23:30:00Z"));
    UsageMeter meter = meter(kept);
    Meter before = meter("acme");
    meter.adjust(before, 3, FIVE, "r-1");
    clock.advance(Duration.ofHours(1));
    Meter after = meter("acme");

    assertThat(after).isNotEqualTo(before);
    assertThat(meter.adjust(after, 3, FIVE, "r-1")).isEqualTo(new Adjustment(true, 0));
    assertThat(meter.adjust(after, 3, FIVE, "r-2")).isEqualTo(new Adjustment(true, 3));
    assertThat(meter.used(before)).isEqualTo(3);
  }

  @Contract("MET-16")
  @ParameterizedTest
  @EnumSource
  void of_many_adjustments_at_once_none_is_lost(Kept kept) throws Exception {
    int times = Integer.getInteger("meter.adjusts", 8_000) / THREADS;
    UsageMeter meter = meter(kept);
    Meter of = meter("acme");

    together(() -> repeat(times, () -> meter.adjust(of, 1, QUOTA, null)));

    assertThat(meter.used(of)).isEqualTo((long) times * THREADS);
  }

  @Contract("MET-16")
  @ParameterizedTest
  @EnumSource
  void a_limit_crossed_by_many_at_once_is_crossed_no_further_than_the_rule_allows(Kept kept)
      throws Exception {
    UsageMeter meter = meter(kept);
    for (boolean strict : new boolean[] {true, false}) {
      Meter of = meter("strict-" + strict);
      Quota quota = QUOTA.withLimit(100L).withStrict(strict);
      AtomicLong allowed = new AtomicLong();

      together(
          () ->
              repeat(
                  20,
                  () -> {
                    if (meter.adjust(of, 7, quota, null).allowed()) {
                      allowed.addAndGet(7);
                    }
                  }));

      assertThat(meter.used(of)).isEqualTo(allowed.get()).isEqualTo(strict ? 98 : 105);
    }
  }

  @Contract("MET-16")
  @Test
  void a_meter_that_looks_and_then_adds_would_be_noticed() throws Exception {
    Torn torn = new Torn();
    Meter of = meter("acme");

    together(() -> torn.adjust(of, 1, QUOTA, null));

    assertThat(torn.used(of)).as("the negative control").isLessThan(THREADS);
  }

  @ParameterizedTest
  @EnumSource
  void what_another_process_wrote_is_there(Kept kept) {
    Meter of = meter("acme");
    meter(kept).adjust(of, 3, QUOTA, null);

    assertThat(meter(kept).used(of)).isEqualTo(kept == Kept.IN_MEMORY ? 0 : 3);
  }

  @Contract("MET-27")
  @Test
  void receipts_are_forgotten_after_a_week() {
    UsageMeter meter = UsageMeter.in(trail());
    Meter of = meter("acme");
    meter.adjust(of, 1, QUOTA, "r-1");
    clock.advance(StoredMeter.RECEIPT_RETENTION);
    meter.adjust(of, 1, QUOTA, "r-1");
    assertThat(meter.used(of)).isEqualTo(1);

    clock.advance(Duration.ofMillis(1));
    meter.adjust(of, 1, QUOTA, "r-1");
    assertThat(meter.used(of)).isEqualTo(2);
  }

  private static void repeat(int times, Runnable work) {
    for (int i = 0; i < times; i++) {
      work.run();
    }
  }

  private static void together(Runnable work) throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    List<Throwable> failures = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  go.await();
                } catch (InterruptedException interrupted) {
                  throw new IllegalStateException(interrupted);
                }
                work.run();
              });
      thread.setUncaughtExceptionHandler(
          (failed, failure) -> {
            synchronized (failures) {
              failures.add(failure);
            }
          });
      thread.start();
      threads.add(thread);
    }
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failures).isEmpty();
  }

  /** Waits between looking and adding until all others have looked. */
  private static final class Torn implements UsageMeter {

    private final ConcurrentHashMap<Meter, Long> used = new ConcurrentHashMap<>();
    private final CountDownLatch looked = new CountDownLatch(THREADS);

    @Override
    public long used(Meter meter) {
      return used.getOrDefault(meter, 0L);
    }

    @Override
    public Adjustment adjust(Meter meter, long delta, Quota quota, @Nullable String receipt) {
      long before = used(meter);
      looked.countDown();
      try {
        looked.await();
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
      used.put(meter, before + delta);
      return new Adjustment(true, before + delta);
    }
  }
}
