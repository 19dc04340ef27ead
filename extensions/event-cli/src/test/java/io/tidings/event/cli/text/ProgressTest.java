package io.tidings.event.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {

  private static final Terminal ERRORS = Terminal.NONE.withErrors(true);

  private final StringWriter written = new StringWriter();
  private long millis;

  private Progress progress(Terminal terminal) {
    return Progress.to(written, terminal, () -> TimeUnit.MILLISECONDS.toNanos(millis));
  }

  @Test
  void line_is_replaced_five_times_a_second_and_removed() {
    try (Progress progress = progress(ERRORS)) {
      for (int i = 1; i <= 1_000; i++) {
        millis++;
        progress.events("exported", i, 1_000);
      }
    }
    assertThat(written.toString().split("\r\033\\[K", -1)).hasSize(1 + 5 + 1);
    assertThat(written.toString()).endsWith("\r\033[K");
  }

  @Test
  void step_shows_its_start_and_its_own_rate() {
    try (Progress progress = progress(ERRORS)) {
      progress.step("copying", 0, 9);
      millis = 2_000;
      progress.step("copying", 8, 9);
      progress.step("indexing", 0, 3);
      millis = 3_000;
      progress.step("indexing", 1, 3);
    }
    assertThat(written.toString().split("\r\033\\[K", -1))
        .containsExactly(
            "",
            "copying: 0 of 9 (0 %)",
            "copying: 8 of 9 (88 %), 4 a second, 1 s left",
            "indexing: 0 of 3 (0 %)",
            "indexing: 1 of 3 (33 %), 1 a second, 2 s left",
            "");
  }

  @Test
  void nothing_is_written_without_a_terminal() {
    try (Progress progress = progress(new Terminal(true, true))) {
      progress.show("step");
      progress.events("exported", 1, 2);
    }
    assertThat(written.toString()).isEmpty();
  }

  @Test
  void line_fits_the_width() {
    try (Progress progress = progress(new Terminal(false, false, 20, true))) {
      progress.show("x".repeat(30));
    }
    assertThat(written.toString()).isEqualTo("\r\033[K" + "x".repeat(19) + "\r\033[K");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0|100|5000|copying: 0 of 100 (0 %)",
        "0|50|100|500|copying: 50 of 100 (50 %)",
        "0|50|100|1000|copying: 50 of 100 (50 %), 50 a second, 1 s left",
        "0|1000|100000|2000|copying: 1,000 of 100,000 (1 %), 500 a second, 3 min 18 s left",
        "0|1000|10000000|1000|copying: 1,000 of 10,000,000 (0 %), 1,000 a second, 2 h 46 min left",
        "40|60|100|1000|copying: 60 of 100 (60 %), 20 a second, 2 s left",
        "0|120|100|1000|copying: 120 of 120 (100 %), 120 a second, 0 s left",
        "0|0|0|0|copying: 0 of 0 (100 %)"
      })
  void text_has_share_rate_and_rest(
      long before, long done, long total, long after, String expected) {
    assertThat(
            EventProgress.text(
                "copying", before, done, total, TimeUnit.MILLISECONDS.toNanos(after)))
        .isEqualTo(expected);
  }
}
