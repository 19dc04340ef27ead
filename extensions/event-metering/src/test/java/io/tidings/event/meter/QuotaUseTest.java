package io.tidings.event.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidings.event.EventScope;
import io.tidings.event.testkit.contract.Contract;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The list of charged meters. */
class QuotaUseTest extends MeterFixture {

  @Contract("MSR-06")
  @Test
  void meters_are_listed_by_their_last_charge() {
    UsageMeter meter = UsageMeter.in(trail());
    EventScope acme = EventScope.none().withOrganization("acme");
    meter.adjust(
        new Meter("seats", acme.withWorkspace("w"), MeterPeriod.ALL_TIME),
        2,
        Quota.UNLIMITED,
        null);
    clock.advance(Duration.ofHours(1));
    meter.adjust(
        new Meter(Meter.EVENTS_INGESTED, acme, new MeterPeriod(2026, 3, 9)),
        5,
        Quota.UNLIMITED.withLimit(10L),
        null);

    assertThat(QuotaUse.latest(trail(), 10))
        .containsExactly(
            new QuotaUse("acme", "events_ingested", "2026-03-09", 5, 10L),
            new QuotaUse("acme / w", "seats", "", 2, null));
    assertThat(QuotaUse.latest(trail(), 10).get(0).toMap()).containsEntry("limit", 10L);
    assertThat(QuotaUse.latest(trail(), 1)).hasSize(1);
  }

  @Contract("MSR-06")
  @Test
  void negative_limit_is_rejected_and_absent_limit_has_no_key() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuotaUse.latest(trail(), -1))
        .withMessageContaining("limit");
    assertThat(new QuotaUse("o", "c", "", 1, null).toMap()).doesNotContainKey("limit");
  }

  @Contract("MSR-06")
  @Test
  void list_is_read_in_the_order_of_its_index() throws SQLException {
    UsageMeter.in(trail())
        .adjust(
            new Meter("c", EventScope.none().withOrganization("acme"), MeterPeriod.ALL_TIME),
            1,
            Quota.UNLIMITED,
            null);
    String url = "jdbc:sqlite:" + directory.resolve("trail.db").toUri();
    String sql = "EXPLAIN QUERY PLAN " + QuotaUse.LATEST.replace("?", "9");
    StringBuilder plan = new StringBuilder();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        plan.append(rows.getString("detail")).append('\n');
      }
    }

    assertThat(plan.toString()).contains("USING INDEX meter_by_time").doesNotContain("TEMP B-TREE");
  }
}
