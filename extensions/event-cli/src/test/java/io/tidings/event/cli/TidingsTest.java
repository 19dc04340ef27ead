package io.tidings.event.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.cli.text.Terminal;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TidingsTest {

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Tidings.commandLine(out, err, Terminal.NONE).execute(args);
  }

  @Test
  void a_command_must_be_given_and_known() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("fly")).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(2);
  }

  @Test
  void help_has_colours_on_a_terminal_that_wants_them() {
    assertThat(Tidings.commandLine(out, err, new Terminal(true, true)).execute("--help")).isZero();
    assertThat(out.toString()).contains("\033[");
  }

  @Test
  void the_version_is_told() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("tidings ");
  }

  @Test
  void a_report_in_a_directory_that_is_missing_is_wrong_usage() {
    Path page = directory.resolve("no/such/dir/r.html");
    assertThat(run("report", "trail.db", page.toString())).isEqualTo(2);
    assertThat(err.toString())
        .hasLineCount(1)
        .contains("r.html' cannot be made: there is no directory '" + page.getParent() + "'");
  }
}
