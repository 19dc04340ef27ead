package io.tidings.event.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DurationsTest {

  private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
  private static final Duration LEAST = Duration.ofSeconds(Long.MIN_VALUE);

  @Test
  void conversion_returns_whole_units() {
    Duration duration = Duration.ofNanos(1_234_567_891);

    assertThat(Durations.nanos(duration)).isEqualTo(1_234_567_891);
    assertThat(Durations.micros(duration)).isEqualTo(1_234_567);
    assertThat(Durations.millis(duration)).isEqualTo(1_234);
    assertThat(Durations.millis(duration.negated())).isEqualTo(-1_234);
  }

  @Test
  void conversion_beyond_long_returns_its_bounds() {
    assertThat(Durations.nanos(LONGEST)).isEqualTo(Long.MAX_VALUE);
    assertThat(Durations.micros(LONGEST)).isEqualTo(Long.MAX_VALUE);
    assertThat(Durations.millis(LONGEST)).isEqualTo(Long.MAX_VALUE);
    assertThat(Durations.nanos(LEAST)).isEqualTo(Long.MIN_VALUE);
    assertThat(Durations.micros(LEAST)).isEqualTo(Long.MIN_VALUE);
    assertThat(Durations.millis(LEAST)).isEqualTo(Long.MIN_VALUE);
    assertThat(Durations.nanos(Duration.ofMillis(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void instants_stop_at_their_range() {
    Instant time = Instant.EPOCH.plusNanos(7);
    Duration day = Duration.ofDays(1);

    assertThat(Durations.after(time, day)).isEqualTo(time.plus(day));
    assertThat(Durations.before(time, day)).isEqualTo(time.minus(day));
    assertThat(Durations.after(time, LONGEST)).isEqualTo(Instant.MAX);
    assertThat(Durations.after(time, LEAST)).isEqualTo(Instant.MIN);
    assertThat(Durations.before(time, LONGEST)).isEqualTo(Instant.MIN);
    assertThat(Durations.before(time, LEAST)).isEqualTo(Instant.MAX);
    assertThat(Durations.after(Instant.MAX, day)).isEqualTo(Instant.MAX);
  }

  @Test
  void deadline_accepts_every_duration() {
    assertThat(new Deadline(LONGEST).isExpired()).isFalse();
    assertThat(new Deadline(LONGEST).left()).isGreaterThan(Duration.ofDays(36_500));
    assertThat(new Deadline(LEAST).isExpired()).isTrue();
    assertThat(new Deadline(Duration.ZERO).isExpired()).isTrue();
  }
}
