package io.tidings.event.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {

  private static final String SECRET = "ghp_" + "0123456789abcdefABCDEF0123456789abcd";

  @Test
  void rule_records_nothing_masked_or_all() {
    assertThat(Texts.OFF.recorded("a", 10)).isNull();
    assertThat(Texts.ON.recorded(null, 10)).isNull();
    assertThat(Texts.ON.recorded("use " + SECRET, 100)).isEqualTo("use " + SECRET);
    assertThat(Texts.REDACTED.recorded("use " + SECRET, 100)).isEqualTo("use [redacted]");
  }

  @Test
  void secret_that_the_limit_divides_is_not_recorded_in_part() {
    for (int max = 5; max < 44; max++) {
      assertThat(Texts.ON.recorded("use " + SECRET + " now", max)).doesNotContain("ghp_");
      assertThat(Texts.REDACTED.recorded("use " + SECRET + " now", max)).doesNotContain("ghp_");
    }
    assertThat(Texts.ON.recorded("use " + SECRET + " now", 44)).isEqualTo("use " + SECRET);
  }

  @Test
  void text_without_words_is_cut_within_the_limit() {
    assertThat(Texts.ON.recorded("x".repeat(5_000), 1_000)).hasSizeBetween(0, 1_000);
    assertThat(Texts.ON.recorded("\uD83D\uDE00".repeat(3_000), 1_001)).hasSizeLessThan(1_002);
    assertThat(Texts.ON.recorded("a b", 3)).isEqualTo("a b");
    assertThat(Texts.ON.recorded("ab cd", 2)).isEqualTo("ab");
  }
}
