package io.tidings.event.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineCounterTest {

  private final LineCounter counter = new LineCounter();

  @Test
  void an_empty_file_has_no_lines() throws IOException {
    assertThat(counter.run(Given.text(""))).isEqualTo(new LineCount(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"one\ntwo\n", "one\ntwo", "\n\n", "one\r\ntwo\r\n"})
  void what_follows_the_last_line_feed_is_a_line_too(String content) throws IOException {
    assertThat(counter.run(Given.text(content)).lines()).isEqualTo(2);
  }

  @Test
  void a_line_longer_than_the_buffer_is_one_line() throws IOException {
    String line = "x".repeat(3 * TextFile.BUFFER + 1);
    assertThat(counter.run(Given.text(line + "\n" + line)).size()).isEqualTo(2);
  }

  @Test
  void a_file_that_has_become_shorter_is_counted_as_far_as_it_goes() throws IOException {
    byte[] left = "one\ntwo\n".getBytes(StandardCharsets.UTF_8);
    TextFile file = Given.file(1_000, path -> new ByteArrayInputStream(left));
    assertThat(counter.run(file).lines()).isEqualTo(2);
  }
}
