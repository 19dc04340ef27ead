package io.tidings.event.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.store.Backend;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.PostgresPlace;
import io.tidings.event.store.Refusals;
import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.store.StoreTest;
import io.tidings.event.testkit.contract.Contract;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that cannot be reached for a moment while events are charged for. */
@Tag("once")
@Timeout(120)
class MeteringOutageTest extends StoreTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final EventScope ACME = new EventScope("acme", "w", "apollo", null);
  private static final Meter METER =
      new Meter(
          Meter.EVENTS_INGESTED,
          EventScope.none().withOrganization("acme"),
          new MeterPeriod(2026, 1, null));

  private final AtomicInteger failures = new AtomicInteger();

  @Override
  protected Backend backend() {
    return Backend.POSTGRES;
  }

  /** A pool that has no connection for as many times as there are failures. */
  private HikariDataSource failing() {
    HikariDataSource pool = ((PostgresPlace) place()).connections();
    return new HikariDataSource() {
      @Override
      public Connection getConnection() throws SQLException {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
          throw new SQLTransientConnectionException("away for a moment");
        }
        return pool.getConnection();
      }
    };
  }

  private EventStore open(HikariDataSource connections, Duration patience) {
    return closing(EventStore.builder(connections).clock(clock).reconnecting(patience).open());
  }

  @Contract("MET-08")
  @Test
  void a_fault_that_passes_is_no_denial_and_charges_once() {
    EventStore trail = open(failing(), LONG);
    UsageMeter meter = UsageMeter.in(trail);
    MeteredIngest ingest =
        Metering.builder(meter, each -> Billing.of(Plans.defaults().plan("free")))
            .clock(clock)
            .build()
            .ingest(trail);
    DomainEvent event = events.root(EventType.TRACES_FETCHED).scope(ACME).build();
    UsageMeter failingFirst =
        new UsageMeter() {
          @Override
          public long used(Meter of) {
            return meter.used(of);
          }

          @Override
          public Adjustment adjust(Meter of, long delta, Quota quota, @Nullable String receipt) {
            failures.set(2);
            return meter.adjust(of, delta, quota, receipt);
          }
        };
    MeteredIngest failingThen =
        Metering.builder(failingFirst, each -> Billing.of(Plans.defaults().plan("free")))
            .clock(clock)
            .build()
            .ingest(trail);

    failures.set(2);
    assertThat(ingest.submit(List.of(event)))
        .as("when it looks for what is stored")
        .containsExactly(MeteredIngest.Outcome.STORED);
    DomainEvent next = events.root(EventType.TRACES_FETCHED).scope(ACME).build();
    assertThat(failingThen.submit(List.of(next)))
        .as("when it charges")
        .containsExactly(MeteredIngest.Outcome.STORED);
    assertThat(failures).hasValue(0);
    assertThat(meter.used(METER)).isEqualTo(2);
  }

  @Contract("MET-16")
  @Test
  void what_has_no_receipt_and_what_the_gate_asks_is_not_tried_again() {
    UsageMeter meter = UsageMeter.in(open(failing(), LONG));
    failures.set(1);
    assertThatThrownBy(() -> meter.adjust(METER, 1, Quota.UNLIMITED, null))
        .satisfies(Refusals.with(Reason.UNAVAILABLE));
    failures.set(1);
    assertThatThrownBy(() -> meter.used(METER)).satisfies(Refusals.with(Reason.UNAVAILABLE));
    assertThat(meter.used(METER)).isZero();
  }

  @Contract("MET-08")
  @Test
  void a_fault_that_does_not_pass_denies_in_the_end() {
    UsageMeter meter = UsageMeter.in(open(failing(), Duration.ZERO));
    failures.set(1);
    assertThatThrownBy(() -> meter.adjust(METER, 1, Quota.UNLIMITED, "r-1"))
        .satisfies(Refusals.with(Reason.UNAVAILABLE));
  }
}
