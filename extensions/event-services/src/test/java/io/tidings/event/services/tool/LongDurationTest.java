package io.tidings.event.services.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.services.internal.Details;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LongDurationTest {

  private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

  @Test
  void longest_pause_waits() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Pause.sleeping().pause(LONGEST))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void longest_timeout_is_reported_as_any_other() {
    assertThat(new ToolTimeoutException("echo", LONGEST))
        .hasMessageContaining("within " + Long.MAX_VALUE + " ms");
  }

  @Test
  void policy_accepts_the_longest_durations() throws Exception {
    ToolPolicy policy = ToolPolicy.defaults().withBackoff(LONGEST, LONGEST, 0.2);
    try (ToolThreads threads = new ToolThreads(1)) {
      assertThat(threads.call("echo", () -> "done", LONGEST)).isEqualTo("done");
    }
    assertThat(policy.pause(ToolPolicy.MAX_ATTEMPTS, 0.9)).isPositive();
  }

  @Test
  void time_between_the_least_and_the_greatest_instant_has_a_number() {
    assertThat(Details.millis(Instant.MIN, Instant.MAX)).isEqualTo(Long.MAX_VALUE);
  }
}
