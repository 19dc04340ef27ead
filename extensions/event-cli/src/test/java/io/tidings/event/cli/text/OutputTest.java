package io.tidings.event.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class OutputTest {

  private final StringWriter written = new StringWriter();
  private final Output output = new Output(written);

  @Test
  void a_line_takes_the_place_of_progress() {
    output.progress("half");
    output.line("done");
    output.line("next");
    assertThat(written).hasToString("\r\033[Khalf\r\033[Kdone\nnext\n");
  }

  @Test
  void progress_is_taken_away_once() {
    output.endProgress();
    output.progress("half");
    output.endProgress();
    output.endProgress();
    assertThat(written).hasToString("\r\033[Khalf\r\033[K");
  }

  @Test
  void a_closed_pipe_ends_the_output_without_a_word() {
    FailingWriter pipe = new FailingWriter(1, "Broken pipe");
    Output closed = new Output(pipe);
    closed.line("one");
    assertThat(closed.hasFailed()).isFalse();
    closed.line("two");
    closed.line("three");
    assertThat(closed.hasFailed()).isTrue();
    assertThat(pipe.tries()).isEqualTo(2);
    assertThatCode(closed::end).doesNotThrowAnyException();
  }

  @Test
  void a_full_disk_is_told() {
    Output full = new Output(new FailingWriter(0, "No space left on device"));
    full.line("one");
    assertThatThrownBy(full::end)
        .isInstanceOf(IOException.class)
        .hasMessage("cannot write the output: No space left on device");
  }

  @Test
  void a_failure_without_words_is_told() {
    Output failing = new Output(new FailingWriter(0, null));
    failing.line("one");
    assertThatThrownBy(failing::end).hasMessageContaining("IOException");
  }
}
