package io.tidings.event.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidings.event.testkit.contract.Contract;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Default plans and their overrides. */
class PlansTest {

  private static final String LIMIT = "free.quotas.events_ingested.limit";

  @Contract({"MET-22", "MET-23"})
  @ParameterizedTest
  @CsvSource({
    "free, MONTHLY, false",
    "team, QUARTERLY, false",
    "business, YEARLY, true",
    "unlimited, , true",
    "self-hosted, , true"
  })
  void default_plans_have_monthly_quotas(
      String slug, Quota.@Nullable Retention retention, boolean audit) {
    Plan plan = Plans.defaults().plan(slug);

    assertThat(plan.quotas()).containsOnlyKeys(Meter.EVENTS_INGESTED);
    assertThat(plan.quota(Meter.EVENTS_INGESTED))
        .isEqualTo(new Quota(null, null, null, retention, null, Quota.Period.MONTHLY));
    assertThat(plan.allows(Plan.AUDIT)).isEqualTo(audit);
  }

  @Contract("MET-23")
  @Test
  void guide_lists_the_five_default_plans() throws IOException {
    assertThat(Plans.defaults().all()).hasSize(5);
    String guide = Files.readString(Path.of("../../docs/guide/metering.md"));
    assertThat(Plans.defaults().all()).allSatisfy(plan -> assertThat(guide).contains(plan.slug()));
  }

  @Contract("MET-24")
  @Test
  void an_operator_overrides_by_configuration_alone() throws IOException {
    Plans plans =
        Plans.defaults()
            .overriddenBy(
                new StringReader(
                    """
                    # what an operator wrote
                    free.quotas.events_ingested.limit = 100000
                    free.quotas.events_ingested.strict = true
                    free.quotas.events_ingested.free = 10
                    free.quotas.events_ingested.scope = project
                    free.quotas.events_ingested.period = daily
                    free.quotas.events_ingested.retention =
                    free.quotas.seats.limit = 3
                    free.entitlements.audit = true
                    business.entitlements.audit = false
                    """));

    assertThat(plans.plan("free"))
        .isEqualTo(
            new Plan(
                "free",
                Set.of("audit"),
                Map.of(
                    "seats",
                    Quota.UNLIMITED.withLimit(3L),
                    "events_ingested",
                    new Quota(
                        10L, 100_000L, true, null, Quota.Scope.PROJECT, Quota.Period.DAILY))));
    assertThat(plans.plan("business").entitlements()).isEmpty();
    assertThat(plans.plan("team")).isEqualTo(Plans.defaults().plan("team"));
  }

  @Contract("MET-14")
  @ParameterizedTest
  @CsvSource({
    "fre.quotas.events_ingested.limit, 1, unknown plan 'fre'",
    "free.quotas.events_ingested.limits, 1, unknown part 'limits'",
    "free.quotas.events_ingested, 1, it must be",
    "free.quota.events_ingested.limit, 1, it must be",
    "free, 1, it must be",
    "'', 1, unknown plan",
    "free.quotas.events_ingested.limit, ten, not a whole number",
    "free.quotas.events_ingested.limit, -1, must not be negative",
    "free.quotas.events_ingested.limit, 1.5, not a whole number",
    "free.quotas.events_ingested.limit, 9223372036854775808, not a whole number",
    "free.quotas.events_ingested.strict, yes, true or false",
    "free.quotas.events_ingested.period, MONTHLY, 'one of [daily, monthly, yearly]'",
    "free.quotas.events_ingested.retention, weekly, one of [ephemeral",
    "free.quotas.events_ingested.scope, planet, one of [organization",
    "free.entitlements.audit, '', true or false",
    "free.quotas.a b.limit, 1, visible"
  })
  void what_is_not_understood_is_refused_by_name(String key, String value, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Plans.defaults().overriddenBy(Map.of(key, value)))
        .withMessageContaining(why);
  }

  @Contract("MET-14")
  @Test
  void what_is_said_twice_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Plans.defaults()
                    .overriddenBy(new StringReader(LIMIT + " = 1\n" + LIMIT + " = 2\n")))
        .withMessageContaining(LIMIT)
        .withMessageContaining("twice");
  }

  @Contract("MET-24")
  @Test
  void a_host_adds_plans_of_its_own_by_name() {
    Plan own = new Plan("own", Set.of(), Map.of());
    Plans plans = Plans.defaults().with(own);

    assertThat(plans.plan("own")).isEqualTo(own);
    assertThat(plans.overriddenBy(Map.of("own.quotas.x.limit", "1")).plan("own").quota("x"))
        .isEqualTo(Quota.UNLIMITED.withLimit(1L));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Plans.defaults().plan("own"))
        .withMessageContaining("free");
  }

  @Contract({"MET-23", "MET-24"})
  @Test
  void host_reads_a_complete_set_of_plans() throws IOException {
    Plans plans =
        Plans.read(
            new StringReader(
                """
                hobby.quotas.events_ingested.period = monthly
                agency.entitlements.audit = true
                """));

    assertThat(plans.all()).extracting(Plan::slug).containsExactly("agency", "hobby");
    assertThat(plans.plan("agency").allows(Plan.AUDIT)).isTrue();
    assertThatIllegalArgumentException().isThrownBy(() -> plans.plan("free"));
  }

  @Contract("MET-26")
  @ParameterizedTest
  @CsvSource({"events_ingested, READ_ONLY", "audit, BLOCKED", "whatever_comes, BLOCKED"})
  void tenants_change_nothing_of_their_plan(String setting, Plans.TenantAccess access) {
    assertThat(Plans.tenantAccess(setting)).isEqualTo(access);
  }

  @Contract("MET-22")
  @ParameterizedTest
  @EnumSource
  void a_retention_is_so_many_minutes(Quota.Retention retention) {
    assertThat(retention.duration())
        .isEqualTo(
            Duration.ofMinutes(
                switch (retention) {
                  case EPHEMERAL -> 0;
                  case HOURLY -> 60;
                  case DAILY -> 1_440;
                  case MONTHLY -> 44_640;
                  case QUARTERLY -> 131_040;
                  case YEARLY -> 525_600;
                }));
  }
}
