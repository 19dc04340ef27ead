package io.tidings.event.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class OneLineErrorsTest {

  private final StringWriter err = new StringWriter();
  private final CommandLine command = new CommandLine(new Tidings()).setErr(new PrintWriter(err));

  private String told(Exception failure) {
    int code =
        new OneLineErrors()
            .handleExecutionException(failure, command, command.parseArgs(new String[0]));
    assertThat(code).isEqualTo(1);
    return err.toString();
  }

  @Test
  void the_file_that_could_not_be_used_is_named() {
    assertThat(told(new AccessDeniedException("notes.log")))
        .isEqualToNormalizingNewlines("tidings: notes.log: permission denied\n");
  }

  @Test
  void a_reason_is_told_however_long_the_path_before_it() {
    String path = "/deep".repeat(100);
    assertThat(told(new IOException("'" + path + "' is full\033[2J")))
        .isEqualToNormalizingNewlines("tidings: '" + path + "' is full\\u001b[2J\n");
  }
}
