package io.tidings.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.cli.text.Output;
import io.tidings.event.cli.text.Terminal;
import io.tidings.samples.demo.DemoOptions.Detail;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoTest {

  @TempDir private Path directory;
  @TempDir private Path place;

  private final StringWriter written = new StringWriter();
  private DemoOptions options = DemoOptions.defaults();

  private List<String> run(Terminal terminal) throws IOException {
    new Demo(options, terminal, new Output(written), Given.environment(place)).run(directory);
    return written.toString().lines().toList();
  }

  private List<String> run() throws IOException {
    return run(Terminal.NONE);
  }

  @Test
  void the_summary_tells_what_was_found() throws IOException {
    for (int i = 0; i < 30; i++) {
      Given.file(directory, "some/" + i + ".txt", "one\nTODO\n" + i);
    }
    Given.file(directory, "same.txt", "one\nTODO\n7");
    Given.file(directory, "binary", "a\0b");
    assertThat(run())
        .contains(
            "  files          31 text, 1 binary; 333 bytes",
            "  lines          93",
            "  TODO, FIXME    31 (31 without an owner)",
            "  duplicates     1 repeated content, 10 bytes redundant",
            "  test cases     10 of 10 pass",
            "  check          report_has_every_heading holds",
            "  check          every_todo_has_an_owner does not hold",
            "  second copy    32 files, 333 bytes",
            "  committed      1 file: TIDINGS-REPORT.md",
            "  DIR            unchanged",
            "  report         applied, complete",
            Given.EVERY_TYPE);
  }

  @Test
  void an_empty_directory_has_every_type_too() throws IOException {
    assertThat(run())
        .contains("  files          0", Given.EVERY_TYPE, "  test cases     1 of 1 pass");
  }

  @Test
  void the_directory_is_not_touched_and_the_sandbox_is_removed() throws IOException {
    Path file = Given.file(directory, "a.txt", "one\n");
    run();
    assertThat(directory).isDirectoryContaining(file::equals);
    try (var left = Files.list(directory)) {
      assertThat(left).containsExactly(file);
    }
    assertThat(place).isEmptyDirectory();
  }

  @Test
  void a_report_that_is_there_is_not_written_over() throws IOException {
    Path mine = Given.file(directory, "TIDINGS-REPORT.md", "mine");
    assertThat(run()).contains("  committed      1 file: TIDINGS-REPORT-2.md");
    assertThat(mine).hasContent("mine");
  }

  @Test
  void the_failing_handler_is_counted_and_everyone_else_hears_everything() throws IOException {
    assertThat(run())
        .contains(
            "  fails-on-purpose                7",
            "  no failure reached the host or another handler")
        .filteredOn(line -> line.contains("isolated: "))
        .singleElement()
        .asString()
        .endsWith(
            "isolated: fails-on-purpose on decision.created: java.lang.IllegalStateException:"
                + " thrown on purpose; the run continues");
  }

  @Test
  void the_tree_of_the_plan_reaches_from_its_beginning_to_the_tools() throws IOException {
    Given.file(directory, "a.txt", "one\n");
    Given.file(directory, "b.txt", "two\n");
    List<String> lines = run();
    List<String> tree =
        lines.subList(lines.indexOf("Causes in the plan \"report\""), lines.indexOf("Throughput"));
    assertThat(tree)
        .containsSubsequence(
            "  plan.created",
            "    decision.created  3 times",
            "    plan.phase_changed  2 times",
            "      actor.invoked  4 times",
            "        resource.accessed  2 times",
            "          tool.invoked  4 times",
            "            tool.completed  4 times",
            "      sandbox.committed",
            "      plan.applied");
  }

  @Test
  void the_rates_of_the_categories_are_told() throws IOException {
    assertThat(run())
        .filteredOn(line -> line.contains("events per second: "))
        .isNotEmpty()
        .allMatch(line -> line.matches(" *[0-9.]+ s  events per second: [a-z]+ [0-9,]+, .*"));
  }

  @Test
  void names_with_control_characters_are_shown_escaped() throws IOException {
    Given.file(directory, "evil\033[31m\nname", "TODO \033[2J\n");
    List<String> lines = run();
    assertThat(lines).anyMatch(line -> line.contains("resource_id=evil%1B[31m%0Aname "));
    assertThat(lines).anyMatch(line -> line.endsWith("evil\\u001b[31m\\nname:1  TODO \\u001b[2J"));
    assertThat(written.toString()).doesNotContain("\033");
  }

  /** The names of the file system and the content of the files, in every form of the output. */
  @ParameterizedTest
  @CsvSource({"false,false", "true,false", "true,true"})
  void no_text_of_the_directory_controls_the_terminal(boolean interactive, boolean colour)
      throws IOException {
    String name = "evil\033[2J\r\nplan.applied\007";
    String content = "TODO \033[2J\u0085\u009b31m\u2028\u202e\u2066\u200b\ufeff plan.applied\r\b\n";
    Given.file(directory, name + "/" + name + ".txt", content);
    Given.file(directory, name + "/again" + name + ".txt", content);
    Given.file(directory, name + "/X.java", "class X { \033[2J\u0085\u2028 }");
    Given.file(directory, "target" + name + "/pom.xml", "x");
    directory = directory.resolve(name);
    Terminal terminal = new Terminal(interactive, colour, 200);
    for (DemoOptions each :
        List.of(
            DemoOptions.defaults().withDetail(Detail.VERBOSE),
            DemoOptions.defaults().withJson(true),
            DemoOptions.defaults()
                .withFiles(place.resolve(name + ".jsonl"), place.resolve(name + ".db")))) {
      options = each;
      written.getBuffer().setLength(0);
      List<String> lines = run(terminal);
      String plain =
          written
              .toString()
              .replaceAll("\033\\[(1;31|3[0-9]|[0-2])m", "")
              .replaceAll("\r\033\\[K", "");
      assertThat(plain.codePoints().filter(c -> c != '\n').filter(DemoTest::controls))
          .as(plain)
          .isEmpty();
      assertThat(lines).noneMatch(line -> line.startsWith("plan.applied"));
    }
  }

  private static boolean controls(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  @Test
  void quiet_shows_the_summary_alone() throws IOException {
    options = options.withDetail(Detail.QUIET);
    assertThat(run()).startsWith("", "Findings").contains(Given.EVERY_TYPE);
  }

  @Test
  void json_is_a_line_for_each_event_and_one_for_the_summary() throws IOException {
    Given.file(directory, "a.txt", "one\n");
    options = options.withJson(true);
    List<String> lines = run(new Terminal(true, true));
    assertThat(lines.subList(0, lines.size() - 1))
        .hasSizeGreaterThan(67)
        .allMatch(line -> line.startsWith("{\"event_id\":\"") && line.endsWith("}"));
    assertThat(lines)
        .last()
        .asString()
        .startsWith("{\"summary\":{\"directory\":{\"text\":1,")
        .contains(
            "\"types_emitted\":67,\"types_possible\":67,\"types_missing\":[],"
                + "\"types_not_here\":[\"unknown\",\"webhooks");
  }

  @Test
  void quiet_json_is_the_summary_alone() throws IOException {
    options = options.withJson(true).withDetail(Detail.QUIET);
    assertThat(run()).singleElement().asString().startsWith("{\"summary\":");
  }

  @Test
  void the_same_seed_gives_the_same_story() throws IOException {
    Given.file(directory, "a.txt", "one\n");
    for (int seed = 1; seed <= 3; seed++) {
      options = DemoOptions.defaults().withSeed(seed).withJson(true);
      assertThat(kinds()).as("seed %s", seed).isEqualTo(kinds());
    }
  }

  @Test
  void another_seed_may_give_another_story() throws IOException {
    List<List<String>> stories = new ArrayList<>();
    for (int seed = 1; seed <= 8; seed++) {
      options = DemoOptions.defaults().withSeed(seed).withJson(true);
      stories.add(kinds());
    }
    assertThat(stories.stream().distinct()).hasSize(2);
  }

  private List<String> kinds() throws IOException {
    written.getBuffer().setLength(0);
    return run().stream()
        .filter(line -> line.startsWith("{\"event_id\":"))
        .map(line -> line.replaceFirst(".*?\"event_type\":\"([a-z._]+)\".*", "$1"))
        .toList();
  }

  @Test
  void a_terminal_with_colours_gets_them() throws IOException {
    run(new Terminal(true, true));
    assertThat(written.toString()).contains("\033[1mPlans\033[0m", "\033[32mholds\033[0m");
  }

  @Test
  void a_terminal_without_colours_gets_none() throws IOException {
    run(new Terminal(true, false));
    assertThat(written.toString()).doesNotContain("\033[1m", "\033[3");
  }

  @Test
  void a_reader_who_leaves_ends_the_run_quietly() throws IOException {
    for (int i = 0; i < 100; i++) {
      Given.file(directory, i + ".txt", "x");
    }
    FailingWriter pipe = new FailingWriter(3, "Broken pipe");
    new Demo(options, Terminal.NONE, new Output(pipe), Given.environment(place)).run(directory);
    assertThat(pipe.toString().lines()).hasSize(3);
    assertThat(pipe.tries()).isEqualTo(4);
    assertThat(place).isEmptyDirectory();
  }

  @Test
  void a_directory_that_cannot_be_listed_is_named() {
    Path nowhere = directory.resolve("nowhere");
    Demo demo = new Demo(options, Terminal.NONE, new Output(written), Given.environment());
    assertThatThrownBy(() -> demo.run(nowhere))
        .isInstanceOf(IOException.class)
        .hasMessage("DIR '" + nowhere + "': does not exist");
  }

  @Test
  void a_budget_must_be_positive() {
    assertThatThrownBy(() -> options.withBudget(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("budget must be at least 1 byte");
  }
}
