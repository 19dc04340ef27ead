package io.tidings.event.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.EventScope;
import io.tidings.event.store.EarlierTrail;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.EveryDatabaseTest;
import io.tidings.event.store.Refusals;
import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.testkit.contract.Contract;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Creation and adoption of the tables of metering. */
class MeterTablesTest extends EveryDatabaseTest {

  private static final EventScope ACME = EventScope.none().withOrganization("acme");
  private static final Meter METER = new Meter("c", ACME, MeterPeriod.ALL_TIME);
  private static final Meter NOVEMBER =
      new Meter(Meter.EVENTS_INGESTED, ACME, new MeterPeriod(2026, 11, null));

  @TempDir private Path temporary;

  private List<String> versions() throws SQLException {
    return place().texts("SELECT name || ' ' || version FROM extension_version");
  }

  @Contract("MTR-05")
  @Test
  void first_adjustment_creates_the_tables() throws SQLException {
    EventStore trail = open();
    UsageMeter meter = UsageMeter.in(trail);
    assertThat(meter.used(METER)).isZero();
    assertThat(QuotaUse.latest(trail, 9)).isEmpty();
    assertThat(versions()).isEmpty();

    meter.adjust(METER, 2, Quota.UNLIMITED, null);

    assertThat(meter.used(METER)).isEqualTo(2);
    assertThat(UsageMeter.in(trail).adjust(METER, 1, Quota.UNLIMITED, null).used()).isEqualTo(3);
    assertThat(versions()).containsExactly("metering 1");
  }

  @Contract("MTR-05")
  @Test
  void read_only_trail_without_tables_reads_as_unused() {
    open().close();
    EventStore trail = closing(builder().readOnly().open());
    UsageMeter meter = UsageMeter.in(trail);

    assertThat(meter.used(METER)).isZero();
    assertThat(QuotaUse.latest(trail, 9)).isEmpty();
    assertThatThrownBy(() -> meter.adjust(METER, 1, Quota.UNLIMITED, null))
        .satisfies(Refusals.with(Reason.OLDER_SCHEMA))
        .hasMessageContaining("metering");
  }

  @Contract("MTR-05")
  @Test
  void foreign_table_is_rejected_by_name() throws SQLException {
    EventStore trail = open();
    place().execute("CREATE TABLE meter (id TEXT, reading BIGINT)");

    assertThatThrownBy(() -> UsageMeter.in(trail).adjust(METER, 1, Quota.UNLIMITED, null))
        .satisfies(Refusals.with(Reason.FOREIGN))
        .hasMessageContaining("table meter")
        .hasMessageContaining("column counter");
    assertThat(place().schema()).noneMatch(line -> line.contains("meter_receipt"));
  }

  @Contract("MTR-05")
  @Test
  void meters_of_an_earlier_trail_are_adopted() throws IOException {
    Path file = EarlierTrail.copyTo(temporary.resolve("earlier.db"));
    EventStore.open(file).close();
    try (EventStore trail = EventStore.builder(file).readOnly().open()) {
      assertThat(UsageMeter.in(trail).used(NOVEMBER)).isEqualTo(40);
      assertThat(QuotaUse.latest(trail, 9))
          .containsExactlyInAnyOrder(
              new QuotaUse("acme", "events_ingested", "2026-11", 40, 100L),
              new QuotaUse("acme / w-1", "seats", "", 3, null));
    }
    Quota quota = Quota.UNLIMITED.withLimit(100L);
    // The receipt is two days old by this clock, so it is still known.
    clock.set(Instant.parse("2026-11-30T12:00:00Z"));
    try (EventStore trail = EventStore.builder(file).clock(clock).open()) {
      UsageMeter meter = UsageMeter.in(trail);
      assertThat(meter.adjust(NOVEMBER, 40, quota, "r-1").used()).isEqualTo(40);
      assertThat(meter.adjust(NOVEMBER, 2, quota, "r-2").used()).isEqualTo(42);
    }
    try (EventStore trail = EventStore.builder(file).clock(clock).open()) {
      assertThat(UsageMeter.in(trail).adjust(NOVEMBER, 1, quota, "r-3").used()).isEqualTo(43);
      assertThat(QuotaUse.latest(trail, 9)).hasSize(2);
      assertThat(trail.count(EventQuery.platform())).isEqualTo(EarlierTrail.EVENTS);
    }
  }
}
