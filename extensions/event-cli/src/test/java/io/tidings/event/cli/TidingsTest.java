package io.tidings.event.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.cli.text.Terminal;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line without a particular command. */
class TidingsTest {

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Tidings.commandLine(out, err, Terminal.NONE).execute(args);
  }

  @Test
  void missing_or_unknown_command_is_a_usage_error() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("fly")).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(2);
  }

  @Test
  void help_has_colours_on_a_terminal() {
    assertThat(Tidings.commandLine(out, err, new Terminal(true, true)).execute("--help")).isZero();
    assertThat(out.toString()).contains("\033[");
  }

  @Test
  void version_is_printed() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("tidings ");
  }

  @Test
  void report_in_missing_directory_is_a_usage_error() {
    Path page = directory.resolve("no/such/dir/r.html");
    assertThat(run("report", "trail.db", page.toString())).isEqualTo(2);
    assertThat(err.toString())
        .hasLineCount(1)
        .contains("r.html' cannot be created: there is no directory '" + page.getParent() + "'");
  }
}
