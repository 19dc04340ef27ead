package io.tidings.event.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidings.event.EventScope;
import io.tidings.event.testkit.contract.Contract;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeterTest {

  private static final EventScope ACME = EventScope.none().withOrganization("acme");
  private static final MeterPeriod NOVEMBER = new MeterPeriod(2026, 11, null);

  private static Meter meter(EventScope scope, MeterPeriod period) {
    return new Meter(Meter.EVENTS_INGESTED, scope, period);
  }

  @Contract("MET-19")
  @Test
  void the_id_is_made_of_the_sorted_parts_that_are_there() {
    UUID expected =
        UUID.nameUUIDFromBytes(
            "key=events_ingested|month=11|organization_id=acme|year=2026"
                .getBytes(StandardCharsets.UTF_8));

    assertThat(meter(ACME, NOVEMBER).id())
        .isEqualTo(expected)
        .isEqualTo(meter(new EventScope("acme", null, null, null), NOVEMBER).id())
        .hasToString("" + expected);
  }

  @Contract("MET-19")
  @Test
  void every_part_tells_meters_apart() {
    EventScope deep = new EventScope("acme", "w", "p", "u");
    assertThat(
            java.util.stream.Stream.of(
                    meter(ACME, NOVEMBER),
                    meter(ACME, MeterPeriod.ALL_TIME),
                    meter(ACME, new MeterPeriod(2026, 11, 3)),
                    meter(ACME, new MeterPeriod(2026, null, null)),
                    meter(deep, NOVEMBER),
                    meter(deep.withUser(null), NOVEMBER),
                    meter(deep.withUser(null).withProject(null), NOVEMBER),
                    new Meter("other", ACME, NOVEMBER))
                .map(Meter::id))
        .doesNotHaveDuplicates();
  }

  @Contract("MET-19")
  @Test
  void a_tenant_cannot_choose_an_id_that_leads_to_the_meter_of_another() {
    EventScope forged = EventScope.none().withOrganization("acme|project_id=p|workspace_id=w");
    EventScope real = new EventScope("acme", "w", "p", null);

    assertThat(meter(forged, NOVEMBER).id()).isNotEqualTo(meter(real, NOVEMBER).id());
    assertThat(meter(EventScope.none().withOrganization("a%7Cb"), NOVEMBER).id())
        .isNotEqualTo(meter(EventScope.none().withOrganization("a|b"), NOVEMBER).id());
  }

  @Contract("MET-21")
  @Test
  void a_scope_has_no_gaps() {
    for (EventScope gap :
        new EventScope[] {
          new EventScope("acme", "w", null, "u"),
          new EventScope("acme", null, "p", null),
          new EventScope(null, "w", null, null),
          EventScope.none()
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> meter(gap, NOVEMBER))
          .withMessageContaining("needs");
    }
  }

  @Contract("MET-21")
  @ParameterizedTest
  @CsvSource({
    ", 11, ",
    "2026, , 3",
    ", , 3",
    "2026, 13, ",
    "2026, 0, ",
    "2026, 2, 29",
    "2026, 4, 31",
    "2026, 11, 0",
    "0, , ",
    "10000, , "
  })
  void a_period_is_in_the_calendar(
      @Nullable Integer year, @Nullable Integer month, @Nullable Integer day) {
    assertThatIllegalArgumentException().isThrownBy(() -> new MeterPeriod(year, month, day));
  }

  @Contract("MET-20")
  @ParameterizedTest
  @CsvSource({
    "DAILY,   2026-12-31T23:59:59.999999Z, , 2026, 12, 31",
    "DAILY,   2028-02-29T00:00:00Z, , 2028, 2, 29",
    "DAILY,   2026-05-17T00:00:00Z, 3, 2026, 5, 17",
    "MONTHLY, 2026-11-30T23:59:59Z, , 2026, 11, ",
    "MONTHLY, 2026-12-14T23:59:59Z, 15, 2026, 12, ",
    "MONTHLY, 2026-12-15T00:00:00Z, 15, 2027, 1, ",
    "MONTHLY, 2026-12-31T00:00:00Z, 31, 2027, 1, ",
    "MONTHLY, 2027-01-01T00:00:00Z, 31, 2027, 1, ",
    "MONTHLY, 2027-01-30T23:59:59Z, 31, 2027, 1, ",
    "MONTHLY, 2027-01-31T00:00:00Z, 31, 2027, 2, ",
    "MONTHLY, 2027-02-28T23:59:59Z, 31, 2027, 2, ",
    "MONTHLY, 2027-04-30T23:59:59Z, 31, 2027, 4, ",
    "MONTHLY, 2028-02-28T00:00:00Z, 29, 2028, 2, ",
    "MONTHLY, 2028-02-29T00:00:00Z, 29, 2028, 3, ",
    "MONTHLY, 2027-02-28T00:00:00Z, 29, 2027, 2, ",
    "MONTHLY, 2027-03-01T00:00:00Z, 1, 2027, 4, ",
    "YEARLY,  2026-12-31T23:59:59Z, , 2026, , ",
    "YEARLY,  2027-01-01T00:00:00Z, 31, 2027, , "
  })
  void a_time_lies_in_one_period(
      Quota.Period period,
      Instant time,
      @Nullable Integer anchorDay,
      @Nullable Integer year,
      @Nullable Integer month,
      @Nullable Integer day) {
    assertThat(period.of(time, anchorDay)).isEqualTo(new MeterPeriod(year, month, day));
  }

  @Contract("MET-20")
  @Test
  void months_by_an_anchor_follow_each_other_without_a_gap() {
    for (int anchor = 1; anchor <= 31; anchor++) {
      MeterPeriod before = null;
      int changes = 0;
      for (int day = 0; day < 4 * 366; day++) {
        Instant time = Instant.parse("2027-01-01T12:00:00Z").plusSeconds(day * 86_400L);
        MeterPeriod now = Quota.Period.MONTHLY.of(time, anchor);
        if (before != null && !now.equals(before)) {
          assertThat(months(now)).as("anchor %s, %s", anchor, time).isEqualTo(months(before) + 1);
          changes++;
        }
        before = now;
      }
      assertThat(changes).as("anchor %s", anchor).isBetween(47, 49);
    }
  }

  private static int months(MeterPeriod period) {
    Integer year = period.year();
    Integer month = period.month();
    return year == null || month == null ? -1 : year * 12 + month;
  }
}
