package io.tidings.event.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

  @TempDir private Path directory;

  private final StringWriter written = new StringWriter();

  private List<String> run(Terminal terminal, HostEnvironment environment) throws IOException {
    DemoOptions options = new DemoOptions(DemoOptions.DEFAULT_BUDGET, false);
    new Demo(options, terminal, new Output(written), environment).run(directory);
    return written.toString().lines().toList();
  }

  private List<String> run() throws IOException {
    return run(Terminal.NONE, Given.environment());
  }

  @Test
  void the_summary_counts_what_was_emitted() throws IOException {
    for (int i = 0; i < 30; i++) {
      Given.file(directory, i + ".txt", "one\nTODO\n");
    }
    assertThat(run())
        .contains(
            "  plan           applied",
            "  files          30 text, 0 binary, 0 links not followed, 0 special, 0 unreadable",
            "  lines          60",
            "  TODO, FIXME    30 (30 without an owner)",
            "  bytes read     810 of a budget of 1,048,576",
            "  required       every_file_could_be_read holds",
            "  informational  every_todo_has_an_owner does not hold",
            "  session.created                 1",
            "  plan.state_changed              3",
            "  resource.accessed              30",
            "  tool.invoked                   60",
            "  tool.completed                 60",
            "  all                           161");
  }

  @Test
  void the_failing_handler_is_counted_and_everyone_else_hears_everything() throws IOException {
    Given.file(directory, "a.txt", "one\n");
    assertThat(run())
        .contains(
            "  tool.completed                  2",
            "  fails-on-purpose                2",
            "  none of them reached the host or another handler")
        .filteredOn(line -> line.contains("isolated: "))
        .singleElement()
        .asString()
        .endsWith(
            "isolated: fails-on-purpose on tool.completed: java.lang.IllegalStateException:"
                + " thrown on purpose; the run goes on");
  }

  @Test
  void the_tree_of_one_call_reaches_from_the_session_to_its_end() throws IOException {
    Given.file(directory, "a.txt", "one\n");
    List<String> lines = run();
    int heading = lines.indexOf("One tool call, from its cause to its effects");
    List<String> indents = List.of("", "  ", "    ", "      ", "        ", "          ");
    List<String> kinds =
        List.of(
            "session.created",
            "plan.created",
            "plan.phase_changed",
            "resource.accessed",
            "tool.invoked",
            "tool.completed");
    for (int i = 0; i < kinds.size(); i++) {
      assertThat(lines.get(heading + 1 + i)).startsWith("  " + indents.get(i) + kinds.get(i));
    }
  }

  @Test
  void the_rates_of_the_categories_are_told() throws IOException {
    Given.file(directory, "a.txt", "one\n");
    assertThat(run())
        .filteredOn(line -> line.contains("events per second: "))
        .isNotEmpty()
        .allMatch(
            line ->
                line.matches(
                    " *[0-9.]+ s  events per second: plan [0-9,]+, resource [0-9,]+,.* tool"
                        + " [0-9,]+.*"));
  }

  @Test
  void an_empty_directory_has_no_tool_call_and_no_failure() throws IOException {
    assertThat(run()).contains("  there was none", "  none", "  all                            11");
  }

  @Test
  void names_with_control_characters_are_shown_escaped() throws IOException {
    Given.file(directory, "evil\033[31m\nname", "x");
    List<String> lines = run();
    assertThat(lines).anyMatch(line -> line.contains("resource_id=evil\\u001b[31m\\nname "));
    assertThat(written.toString()).doesNotContain("\033");
  }

  @Test
  void files_that_cannot_be_read_are_named_up_to_ten() throws IOException {
    for (int i = 0; i < 13; i++) {
      Given.file(directory, "gone\007" + i, "x");
    }
    HostEnvironment environment =
        Given.environment().withOpener(Given.goneFromOpening(1, name -> true));
    assertThat(run(Terminal.NONE, environment))
        .contains(
            "  plan           constrained",
            "  files          0 text, 0 binary, 0 links not followed, 0 special, 13 unreadable",
            "                 and 3 more",
            "  required       every_file_could_be_read does not hold")
        .filteredOn(line -> line.matches(" {17}gone\\\\u0007\\d+: does not exist"))
        .hasSize(10);
  }

  @Test
  void a_terminal_with_colours_gets_them() throws IOException {
    run(new Terminal(true, true), Given.environment());
    assertThat(written.toString()).contains("\033[1mIndex\033[0m", "\033[32mholds\033[0m");
  }

  @Test
  void a_terminal_without_colours_gets_none() throws IOException {
    run(new Terminal(true, false), Given.environment());
    assertThat(written.toString()).doesNotContain("\033[1m", "\033[3");
  }

  @Test
  void a_reader_who_leaves_ends_the_run_quietly() throws IOException {
    for (int i = 0; i < 100; i++) {
      Given.file(directory, i + ".txt", "x");
    }
    FailingWriter pipe = new FailingWriter(3, "Broken pipe");
    new Demo(new DemoOptions(1, true), Terminal.NONE, pipe).run(directory);
    assertThat(pipe.toString().lines()).hasSize(3);
    assertThat(pipe.tries).isEqualTo(4);
  }

  @Test
  void a_directory_that_cannot_be_listed_is_named() {
    Path nowhere = directory.resolve("nowhere");
    Demo demo = new Demo(new DemoOptions(1, false), Terminal.NONE, written);
    assertThatThrownBy(() -> demo.run(nowhere))
        .isInstanceOf(IOException.class)
        .hasMessage("DIR '" + nowhere + "': does not exist");
    assertThat(written.toString()).contains("plan.errored").doesNotContain("Index\n");
  }

  @Test
  void a_budget_must_be_positive() {
    assertThatThrownBy(() -> new DemoOptions(0, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("budget must be at least 1 byte");
  }
}
