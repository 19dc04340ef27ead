package io.tidings.event.benchmarks.suites;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.meter.Billing;
import io.tidings.event.meter.Meter;
import io.tidings.event.meter.Metering;
import io.tidings.event.meter.Plan;
import io.tidings.event.meter.Quota;
import io.tidings.event.meter.QuotaGate;
import io.tidings.event.meter.UsageMeter;
import io.tidings.event.spi.EventTap;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Gate of metering for 128 organizations with a limit and usage in memory; bare is the tap without
 * the gate.
 */
@State(Scope.Benchmark)
public class MeteringBenchmark {

  private static final int ORGANIZATIONS = 128;

  private final Plan plan =
      new Plan(
          "plan",
          Set.of(),
          Map.of(
              Meter.EVENTS_INGESTED,
              new Quota(null, 1_000_000L, true, null, null, Quota.Period.MONTHLY)));
  private final QuotaGate gate =
      Metering.builder(UsageMeter.inMemory(), organization -> new Billing(plan, 15)).build().gate();
  private final DomainEvent[] events = new DomainEvent[ORGANIZATIONS];
  private final CountingTap bare = new CountingTap();
  private final EventTap gated = gate.around(new CountingTap());
  private int next;

  public MeteringBenchmark() {
    for (int i = 0; i < ORGANIZATIONS; i++) {
      events[i] =
          DomainEvent.root(EventType.TRACES_FETCHED)
              .scope(new EventScope("o-" + i, "w-" + i, "p-" + i, "u-" + i))
              .detail("count", i)
              .build();
    }
  }

  private DomainEvent event() {
    next = (next + 1) & (ORGANIZATIONS - 1);
    return events[next];
  }

  @Benchmark
  public boolean admits() {
    return gate.admits(event());
  }

  @Benchmark
  public void bare() {
    bare.onEvent(event());
  }

  @Benchmark
  public void gated() throws Exception {
    gated.onEvent(event());
  }

  /** Tap with minimal work. */
  static final class CountingTap implements EventTap {

    long count;

    @Override
    public void onEvent(DomainEvent event) {
      count += event.details().size();
    }
  }
}
