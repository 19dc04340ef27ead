package io.tidings.event.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.EventScope;
import io.tidings.event.store.EveryDatabaseTest;
import io.tidings.event.testkit.contract.Contract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Meters on every database. */
@Tag("once")
class MeteringDatabaseTest extends EveryDatabaseTest {

  private static final int THREADS = 8;
  private static final Meter METER =
      new Meter("c", EventScope.none().withOrganization("acme"), MeterPeriod.ALL_TIME);

  @Contract("MET-16")
  @Test
  void of_many_adjustments_at_once_none_is_lost() throws Exception {
    int times = Integer.getInteger("meter.adjusts", 8_000) / THREADS;
    UsageMeter meter = UsageMeter.in(open());

    together(
        () -> {
          for (int i = 0; i < times; i++) {
            meter.adjust(METER, 1, Quota.UNLIMITED, null);
          }
        });

    assertThat(meter.used(METER)).isEqualTo((long) times * THREADS);
  }

  @Contract({"MET-15", "MET-16", "MET-27"})
  @Test
  void a_limit_is_crossed_once_at_most_and_a_receipt_is_charged_once() throws Exception {
    UsageMeter meter = UsageMeter.in(open());
    Quota quota = Quota.UNLIMITED.withLimit(10L);

    together(() -> meter.adjust(METER, 7, quota, null));
    assertThat(meter.used(METER)).isEqualTo(14);
    assertThat(meter.adjust(METER, 1, quota, null).allowed()).isFalse();
    assertThat(meter.adjust(METER, -20, quota, null).used()).isZero();
    together(() -> meter.adjust(METER, 3, quota.withStrict(true), "r-1"));
    assertThat(meter.used(METER)).isEqualTo(3);
  }

  private static void together(Runnable work) throws InterruptedException {
    List<Throwable> failures = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(work);
      thread.setUncaughtExceptionHandler(
          (failed, failure) -> {
            synchronized (failures) {
              failures.add(failure);
            }
          });
      threads.add(thread);
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failures).isEmpty();
  }
}
