package io.tidings.event.store.internal.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.store.EventStore;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.LogCapture;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OpenAppendWarningTest {

  @Contract("STO-14")
  @Test
  void warning_measures_the_wait_at_one_position() {
    long[] now = {7};
    OpenAppendWarning warning = new OpenAppendWarning(Duration.ofSeconds(10), () -> now[0]);

    assertThat(warning.waitingSeconds(5)).isZero();
    now[0] += 9_000_000_000L;
    assertThat(warning.waitingSeconds(5)).isEqualTo(9);
    now[0] += 9_000_000_000L;
    assertThat(warning.waitingSeconds(5)).isEqualTo(18);
    assertThat(warning.waitingSeconds(6)).as("another position").isZero();
    now[0] += 60_000_000_000L;
    assertThat(warning.waitingSeconds(6)).as("not checked meanwhile").isZero();
  }

  @Contract("STO-14")
  @Test
  void warning_checks_each_second_and_logs_each_ten() {
    long[] now = {7};
    OpenAppendWarning warning = new OpenAppendWarning(Duration.ofSeconds(10), () -> now[0]);

    assertThat(warning.isDue()).isTrue();
    assertThat(warning.isDue()).isFalse();
    now[0] += 1_000_000_000L;
    assertThat(warning.isDue()).isTrue();
    try (LogCapture warnings = LogCapture.of(EventStore.class)) {
      warning.warn(1, "app", 9, 0);
      assertThat(warnings.warnings()).isEmpty();
      warning.warn(1, "app", 10, 0);
      assertThat(warnings.warnings()).hasSize(1);
    }
    now[0] += 9_000_000_000L;
    assertThat(warning.isDue()).isFalse();
    now[0] += 1_000_000_000L;
    assertThat(warning.isDue()).isTrue();
  }
}
