package io.tidings.samples.demo.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineCounterTest {

  private static long lines(String content) {
    return new LineCounter().call(content.getBytes(UTF_8));
  }

  @Test
  void an_empty_file_has_no_lines() {
    assertThat(lines("")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"one\ntwo\n", "one\ntwo", "\n\n", "one\r\ntwo\r\n"})
  void what_follows_the_last_line_feed_is_a_line_too(String content) {
    assertThat(lines(content)).isEqualTo(2);
  }
}
