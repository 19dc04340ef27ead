package io.tidings.event.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.cli.text.Terminal;
import io.tidings.event.store.MemoryDirectory;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text from outside in every field, through every command. */
class HostileTextTest {

  private static final Pattern COLOUR = Pattern.compile("\u001b\\[(?:1;31|3[0-9]|[0-2])m");
  private static final List<Terminal> TERMINALS =
      List.of(Terminal.NONE, new Terminal(true, false), new Terminal(true, true));

  @TempDir(factory = MemoryDirectory.class)
  private static Path sample = Path.of("");

  @TempDir(factory = MemoryDirectory.class)
  private Path directory = Path.of("");

  /** The result of a command. */
  private record Result(int exit, String out, String err) {}

  @BeforeAll
  static void fill() throws IOException, SQLException {
    HostileTrail.create(sample.resolve("trail.db"));
  }

  private Path copy() throws IOException {
    Path copy = directory.resolve("copy.db");
    Files.copy(sample.resolve("trail.db"), copy);
    Files.copy(sample.resolve("trail.db.key"), directory.resolve("copy.db.key"));
    return copy;
  }

  private static List<List<String>> commands(Path trail) {
    String file = trail.toString();
    String page = file + ".html";
    return List.of(
        List.of("audit", "query", file),
        List.of("audit", "query", file, "--cursor", "0"),
        List.of("audit", "tree", file),
        List.of("audit", "stats", file),
        List.of("audit", "follow", file, "--limit", "1"),
        List.of("audit", "export", file),
        List.of("audit", "export", file, "--format", "csv"),
        List.of("stats", file, "--window", "36500d"),
        List.of("report", file, page, "--window", "36500d"),
        List.of("webhooks", "list", file, "--project", "apollo"),
        List.of("webhooks", "deliveries", file, "--project", "apollo", "--id", "w-1"),
        List.of("webhooks", "pause", file, "--project", "apollo", "--id", "w-1"),
        List.of("webhooks", "resume", file, "--project", "apollo", "--id", "w-1"),
        List.of("catalog", "--title", HostileTrail.TEXT, "--catalog-version", HostileTrail.TEXT),
        List.of("catalog", "--title", HostileTrail.TEXT, "--format", "json-schema"),
        List.of("catalog", "--address", HostileTrail.TEXT, "--format", "asyncapi"));
  }

  private static Result run(Terminal terminal, List<String> args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit = Tidings.commandLine(out, err, terminal).execute(args.toArray(String[]::new));
    return new Result(exit, out.toString(), err.toString());
  }

  /** Fails on any character but those of lines, columns and, if permitted, colours. */
  private static void assertHarmless(String output, boolean colour) {
    String plain = colour ? COLOUR.matcher(output).replaceAll("") : output;
    assertThat(plain.codePoints().filter(c -> c != '\n' && c != '\t').filter(HostileTextTest::acts))
        .as(output)
        .isEmpty();
  }

  private static boolean acts(int c) {
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

  private static long lines(String output) {
    return output.lines().count();
  }

  @Test
  void details_and_names_are_escaped_by_every_command() throws IOException {
    Path trail = copy();
    for (Terminal terminal : TERMINALS) {
      for (List<String> command : commands(trail)) {
        Result result = run(terminal, command);
        assertThat(result.exit()).as("%s: %s", command, result.err()).isZero();
        assertThat(result.out()).as("%s", command).isNotEmpty();
        assertHarmless(result.out(), terminal.colour());
        assertThat(result.err()).isEmpty();
      }
      int heading = terminal.interactive() ? 1 : 0;
      Result query = run(terminal, commands(trail).get(0));
      assertThat(lines(query.out())).isEqualTo(heading + HostileTrail.EVENTS);
      Result webhooks = run(terminal, commands(trail).get(9));
      assertThat(lines(webhooks.out())).isEqualTo(1);
      Result deliveries = run(terminal, commands(trail).get(10));
      assertThat(lines(deliveries.out())).isEqualTo(1);
    }
    assertHarmless(Files.readString(Path.of(trail + ".html")), false);
  }

  static Stream<HostileTrail.Column> columns() throws SQLException {
    return HostileTrail.columns(sample.resolve("trail.db")).stream();
  }

  @ParameterizedTest
  @MethodSource("columns")
  void text_in_any_column_is_escaped_by_every_command(HostileTrail.Column column)
      throws IOException, SQLException {
    Path trail = copy();
    HostileTrail.append(trail, column, HostileTrail.TEXT);
    for (Terminal terminal : List.of(Terminal.NONE, new Terminal(true, true))) {
      for (List<String> command : commands(trail, column.table())) {
        Result result = run(terminal, command);
        assertHarmless(result.out(), terminal.colour());
        assertHarmless(result.err(), false);
        assertThat(lines(result.err())).isEqualTo(result.exit() == 0 ? 0 : 1);
        if (command.get(1).equals("query")) {
          assertThat(lines(result.out())).isLessThanOrEqualTo(1 + HostileTrail.EVENTS);
        }
      }
    }
  }

  /** Returns the commands that read a table. */
  private static List<List<String>> commands(Path trail, String table) {
    return commands(trail).stream()
        .filter(
            command ->
                switch (command.get(0)) {
                  case "audit" -> table.equals("event");
                  case "webhooks" -> table.startsWith("webhook");
                  case "catalog" -> false;
                  default -> !table.startsWith("webhook");
                })
        .toList();
  }

  static Stream<List<String>> arguments() {
    String trail = sample.resolve("trail.db").toString();
    String text = HostileTrail.TEXT;
    return Stream.of(
        List.of(text),
        List.of("audit", text),
        List.of("audit", "query", text),
        List.of("audit", "query", text + ".db"),
        List.of("audit", "query", "jdbc:" + text),
        List.of("audit", "query", "jdbc:postgresql:" + text),
        List.of("audit", "query", trail, text),
        List.of("audit", "query", trail, "--" + text),
        List.of("audit", "query", trail, "--limit", text),
        List.of("audit", "query", trail, "--since", text),
        List.of("audit", "query", trail, "--type", text),
        List.of("audit", "query", trail, "--session", text),
        List.of("audit", "query", trail, "--correlation", text),
        List.of("audit", "tree", trail, "--event", text),
        List.of("audit", "follow", trail, "--name", text),
        List.of("audit", "retain", trail, "--keep", text, "--all"),
        List.of("audit", "retain", trail, "--keep", "1d", "--organization", text),
        List.of("stats", text),
        List.of("stats", trail, "--window", text),
        List.of("report", trail, text + "/r.html"),
        List.of("report", text, trail + ".html"),
        List.of("webhooks", "list", text, "--project", "apollo"),
        List.of("webhooks", "pause", trail, "--project", "apollo", "--id", text),
        List.of("webhooks", "add", trail, "--project", "apollo", "--url", text),
        List.of("catalog", text),
        List.of("catalog", "--format", text),
        List.of("catalog", "--category", text),
        List.of("catalog", "--address", "{" + text),
        List.of("catalog", "--output", text + "/events.md"),
        List.of("catalog", "--catalog", text),
        List.of("catalog", "--catalog", text + "#" + text),
        List.of("catalog", "--catalog", "java.lang.String#" + text),
        List.of("catalog", "--catalog", "a.B#C", "--class-path", text),
        List.of("catalog", "--class-path", text));
  }

  @ParameterizedTest
  @MethodSource("arguments")
  void argument_is_escaped_in_a_one_line_error(List<String> arguments) {
    Result result = run(new Terminal(true, true), arguments);
    assertThat(result.exit()).isNotZero();
    assertThat(lines(result.err())).as(result.err()).isEqualTo(1);
    assertHarmless(result.err(), false);
    assertThat(result.out()).isEmpty();
  }
}
