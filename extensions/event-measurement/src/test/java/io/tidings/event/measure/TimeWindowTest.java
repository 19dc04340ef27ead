package io.tidings.event.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidings.event.DomainEvent;
import io.tidings.event.testkit.contract.Contract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeWindowTest {

  @Contract("MEA-12")
  @ParameterizedTest
  @CsvSource({
    "24h, 24",
    "7d, 168",
    "1H, 1",
    "2D, 48",
    "007h, 7",
    "0000000000007d, 168",
    "999999d, 23999976",
    "1000000h, 1000000",
    "999999999h, 999999999",
    "1000000000h, 999999999",
    "99999999999999d, 23999999976"
  })
  void digits_and_a_unit_say_how_long(String text, long hours) {
    assertThat(TimeWindow.parse(text)).isEqualTo(new TimeWindow(text, Duration.ofHours(hours)));
  }

  @Contract("MEA-12")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "abc",
        "0h",
        "0d",
        "-3d",
        "10m",
        "h",
        "7",
        "7 d",
        "7dd",
        "1.5h",
        "000d",
        "\u0667d",
        "1h\n",
        "<script>"
      })
  void whatever_else_is_a_day_and_its_text_is_kept(String text) {
    assertThat(TimeWindow.parse(text)).isEqualTo(new TimeWindow(text, Duration.ofHours(24)));
  }

  @Contract("MEA-12")
  @Test
  void no_text_is_a_day() {
    assertThat(TimeWindow.parse(null)).isEqualTo(new TimeWindow("", Duration.ofDays(1)));
  }

  @Test
  @Timeout(10)
  void a_long_text_is_read_as_quickly_as_it_is_long() {
    String zeros = "0".repeat(1 << 20);
    assertThat(TimeWindow.parse(zeros + "x").length()).isEqualTo(Duration.ofDays(1));
    assertThat(TimeWindow.parse(zeros + "7h").length()).isEqualTo(Duration.ofHours(7));
  }

  @Test
  void a_window_has_a_length_and_does_not_begin_before_all_events() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TimeWindow("", Duration.ZERO));
    for (String text : List.of("999999d", "999999999d", "9".repeat(100) + "d")) {
      assertThat(TimeWindow.parse(text).since(Instant.parse("2026-11-21T12:00:00Z")))
          .isEqualTo(DomainEvent.MIN_TIMESTAMP);
    }
  }

  @Test
  void longest_window_starts_with_the_first_event() {
    Duration longest = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

    assertThat(new TimeWindow("", longest).since(Instant.parse("2026-11-21T12:00:00Z")))
        .isEqualTo(DomainEvent.MIN_TIMESTAMP);
    Counts.Series series = new Counts.Series("k", List.of(1L));
    Counts counts = new Counts("", Instant.EPOCH, longest, 1, List.of(series));
    assertThat(counts.perSecond(series)).containsExactly(1 / (double) Long.MAX_VALUE);
  }
}
