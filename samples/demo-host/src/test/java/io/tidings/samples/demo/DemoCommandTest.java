package io.tidings.samples.demo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidings.event.cli.text.Terminal;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command {@code demo}: arguments, errors and files. */
class DemoCommandTest {

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return DemoHost.commandLine(out, err, Terminal.NONE).execute(args);
  }

  @Test
  void demo_of_a_directory_succeeds() throws IOException {
    Files.writeString(directory.resolve("a.txt"), "one\n");
    assertThat(run("demo", directory.toString())).isZero();
    assertThat(out.toString()).contains("1 text", "plan.applied");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void demo_follows_a_link_to_the_directory() throws IOException {
    Path real = Files.createDirectory(directory.resolve("real"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), real);
    assertThat(run("demo", link.toString())).isZero();
    assertThat(out.toString()).contains("project_names=[real]");
  }

  @Test
  void budget_and_verbose_take_effect() throws IOException {
    for (int i = 0; i < 8; i++) {
      Files.writeString(directory.resolve(i + ".txt"), "x".repeat(1_000));
    }
    assertThat(run("demo", "--verbose", "--budget", "2KiB", directory.toString())).isZero();
    assertThat(out.toString()).contains("budget.exceeded", "budget_is_kept does not hold");
    assertThat(
            out.toString()
                .lines()
                .filter(line -> line.matches(".* s  .*resource.accessed .*[0-9].txt.*")))
        .hasSize(8);
  }

  @Test
  void missing_directory_is_a_one_line_usage_error() {
    String missing = directory.resolve("miss\033ing").toString();
    assertThat(run("demo", missing)).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            "tidings: DIR '"
                + directory
                + "/miss\\u001bing' does not exist (see tidings demo --help)\n");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void file_as_directory_is_a_usage_error() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThat(run("demo", file.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("file' is not a directory");
  }

  @Test
  void path_below_a_file_is_a_usage_error() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThat(run("demo", file + "/below")).isEqualTo(2);
    assertThat(err.toString()).contains("below' does not exist");
  }

  @Test
  void link_to_itself_fails() throws IOException {
    Path loop = directory.resolve("loop");
    Files.createSymbolicLink(loop, loop);
    assertThat(run("demo", loop.toString())).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1).first().asString().startsWith("tidings: DIR '");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--wrong",
        "--seed=x",
        "--quiet --verbose",
        "--budget=much",
        "--budget=0",
        "--budget",
        "a b",
        ""
      })
  void usage_error_is_one_line(String arguments) {
    String[] args = ("demo " + arguments).split(" ", -1);
    assertThat(run(args)).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1).first().asString().startsWith("tidings: ");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void argument_with_at_sign_is_not_expanded() throws IOException {
    Path args = Files.writeString(directory.resolve("args"), "--help");
    assertThat(run("demo", "@" + args)).isEqualTo(2);
  }

  @Test
  void help_lists_exit_codes() {
    assertThat(run("demo", "--help")).isZero();
    assertThat(out.toString()).contains("Exit codes:", "  0 ", "  1 ", "  2 ", "--budget=SIZE");
    assertThat(out.toString()).doesNotContain("\033");
  }

  @Test
  void unwritable_output_is_an_error() {
    Writer full = new FailingWriter(0, "No space left on device");
    assertThat(DemoHost.commandLine(full, err, Terminal.NONE).execute("demo", directory.toString()))
        .isEqualTo(1);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            "tidings: cannot write the output: No space left on device\n");
  }

  @Test
  void log_has_every_event_and_is_owner_only() throws IOException {
    Path indexed = Files.createDirectory(directory.resolve("indexed"));
    Files.writeString(indexed.resolve("a.txt"), "TODO one\n");
    Path log = directory.resolve("logs/trail.jsonl");
    for (int i = 0; i < 2; i++) {
      out.getBuffer().setLength(0);
      assertThat(run("demo", indexed.toString(), "--log", log.toString())).isZero();

      int lines = Files.readAllLines(log).size();
      assertThat(out.toString())
          .contains("log            %s, %,d lines".formatted(log, lines))
          .contains("%-14s %,9d".formatted("all", lines));
    }
    assertThat(Files.readString(log)).startsWith("{\"event_id\":").contains("plan.applied");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
        .isEqualTo("rw-------");
    assertThat(err.toString()).isEmpty();
  }

  /** No path is read as a pattern of the logging library. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "50%.jsonl",
        "a{b}.jsonl",
        "%d{yyyy}.jsonl",
        "%i",
        "a(b)[c].jsonl",
        "a+b*c?.jsonl",
        "$HOME ${user.home}.jsonl",
        "back\\slash.jsonl",
        "it's \"quoted\".jsonl",
        "~",
        "a.gz",
        "100%/{x}/a%n.jsonl"
      })
  void log_may_have_any_name(String name) throws IOException {
    Path indexed = Files.createDirectory(directory.resolve("indexed"));
    Path log = directory.resolve("logs").resolve(name);
    for (int i = 0; i < 2; i++) {
      assertThat(run("demo", indexed.toString(), "--quiet", "--log", log.toString()))
          .as(err.toString())
          .isZero();
      assertThat(Files.readAllLines(log)).hasSizeGreaterThan(67);
    }
    try (Stream<Path> files = Files.list(requireNonNull(log.getParent()))) {
      assertThat(files).containsExactly(log);
    }
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void log_does_not_replace_another_file() throws IOException {
    Path file = Files.writeString(directory.resolve("notes"), "mine");
    for (Path wrong : List.of(file, directory)) {
      assertThat(run("demo", directory.toString(), "--log", wrong.toString())).isEqualTo(2);
    }
    assertThat(file).hasContent("mine");
    assertThat(err.toString()).contains("exists and is not a log");
  }

  @Test
  void log_that_cannot_be_opened_is_an_error() throws IOException {
    Path file = Files.writeString(directory.resolve("notes"), "mine");
    assertThat(run("demo", directory.toString(), "--log", file + "/below")).isEqualTo(1);
    assertThat(err.toString()).contains("the log '").hasLineCount(1);
  }

  /** A user who can read every file, such as root, gets the error that it is not a log. */
  @Test
  void unreadable_log_is_named_in_the_error() throws IOException {
    Path file = Files.writeString(directory.resolve("notes"), "mine");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    boolean mayReadAll = Files.isReadable(file);
    assertThat(run("demo", directory.toString(), "--log", file.toString()))
        .isEqualTo(mayReadAll ? 2 : 1);
    assertThat(err.toString())
        .hasLineCount(1)
        .contains(file.toString(), mayReadAll ? "is not a log" : ": permission denied");
  }

  @Test
  void suggested_commands_are_quoted_for_a_shell() {
    String trail = directory.resolve("it's $(mine).db").toString();
    assertThat(run("demo", directory.toString(), "--quiet", "--store", trail)).isZero();
    String word = "'" + trail.replace("'", "'\\''") + "'";
    assertThat(out.toString().lines())
        .filteredOn(line -> line.startsWith("  bin/tidings audit "))
        .hasSize(3)
        .allMatch(line -> line.contains(" " + word));
  }

  @Test
  void log_on_a_full_disk_does_not_stop_the_run() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full), "there is no /dev/full here");

    assertThat(run("demo", directory.toString(), "--log", full.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("plan.applied", "lost");
    assertThat(err.toString()).contains("the log '/dev/full' lost");
    assertThat(Files.isRegularFile(full)).isFalse();
  }

  @Test
  void demo_stores_every_counted_event() throws IOException {
    Path indexed = Files.createDirectory(directory.resolve("project"));
    Files.writeString(indexed.resolve("a.txt"), "one\n");
    String trail = directory.resolve("demo.db").toString();

    assertThat(run("demo", indexed.toString(), "--store", trail)).isZero();

    long count;
    try (EventStore store = EventStore.builder(Path.of(trail)).readOnly().open()) {
      count = store.count(EventQuery.platform());
    }
    assertThat(out.toString())
        .contains("%-14s %,9d".formatted("all", count))
        .contains("demo.db, %,d events in total".formatted(count));
    assertThat(run("demo", indexed.toString(), "--store", indexed.toString())).isEqualTo(1);
  }

  @Test
  void widget_types_of_the_host_are_the_default() {
    CommandLine tidings = DemoHost.commandLine(out, err, Terminal.NONE);
    CommandLine stats = requireNonNull(tidings.getSubcommands().get("stats"));
    assertThat(tidings.parseArgs("stats", "trail.db").subcommand().matchedOptions()).isEmpty();
    assertThat(stats.getCommandSpec().findOption("--widget-types").<List<String>>getValue())
        .hasSize(8)
        .contains("proactive_fired");
  }
}
