package io.tidings.event.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidings.event.EventScope;
import io.tidings.event.testkit.contract.Contract;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaTest {

  private static final Quota FIVE = Quota.UNLIMITED.withLimit(5L);

  @Contract("MET-15")
  @ParameterizedTest
  @CsvSource({
    // limit, strict, used, delta, allowed
    ", true, 9223372036854775807, 9223372036854775807, true",
    ", , 5, 1, true",
    "5, true, 0, 5, true",
    "5, true, 0, 6, false",
    "5, true, 4, 1, true",
    "5, true, 4, 2, false",
    "5, true, 5, 1, false",
    "5, true, 9, 1, false",
    "5, , 0, 5, true",
    "5, , 0, 6, false",
    "5, , 4, 1, true",
    "5, , 4, 5, true",
    "5, false, 4, 6, false",
    "5, false, 5, 1, false",
    "5, false, 9, 1, false",
    "0, true, 0, 1, false",
    "0, , 0, 1, false",
    "5, true, 9, 0, true",
    "5, true, 9, -3, true",
    "9223372036854775807, true, 9223372036854775806, 1, true",
    "9223372036854775807, true, 9223372036854775807, 1, false",
    "5, true, 0, 9223372036854775807, false"
  })
  void the_truth_table_of_decisions(
      @Nullable Long limit, @Nullable Boolean strict, long used, long delta, boolean allowed) {
    Quota quota = new Quota(null, limit, strict, null, null, null);

    assertThat(quota.allows(used, delta)).isEqualTo(allowed);
  }

  @Contract("MET-15")
  @Test
  void what_is_allowed_for_a_batch_is_allowed_for_each_event_of_it() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      Quota quota = FIVE.withLimit((long) random.nextInt(12)).withStrict(random.nextBoolean());
      long used = random.nextInt(15);
      long delta = 1L + random.nextInt(15);
      if (quota.allows(used, delta)) {
        assertThat(quota.allows(used, 1)).as("seed %s: %s, %s", seed, quota, used).isTrue();
      }
    }
  }

  @Contract("MET-14")
  @Test
  void what_is_not_said_has_its_default() {
    EventScope scope = new EventScope("acme", "w", "p", "u");
    Meter meter = Quota.UNLIMITED.meter("c", scope, Instant.parse("2026-11-21T12:00:00Z"), null);

    assertThat(Quota.UNLIMITED.isStrict()).isFalse();
    assertThat(meter.scope()).isEqualTo(EventScope.none().withOrganization("acme"));
    assertThat(meter.period()).isEqualTo(MeterPeriod.ALL_TIME);
    assertThat(Quota.UNLIMITED).isEqualTo(new Quota(null, null, null, null, null, null));
  }

  @Contract("MET-14")
  @Test
  void a_quota_may_be_shared_by_fewer() {
    EventScope scope = new EventScope("acme", "w", "p", "u");

    assertThat(Quota.Scope.WORKSPACE.narrow(scope))
        .isEqualTo(new EventScope("acme", "w", null, null));
    assertThat(Quota.Scope.PROJECT.narrow(scope)).isEqualTo(scope.withUser(null));
    assertThat(Quota.Scope.USER.narrow(scope)).isEqualTo(scope);
  }

  @Contract("MET-14")
  @Test
  void amounts_are_not_negative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FIVE.withLimit(-1L))
        .withMessageContaining("limit");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Quota(-1L, null, null, null, null, null))
        .withMessageContaining("free");
  }
}
