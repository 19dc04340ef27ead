package io.tidings.samples.demo;

import static java.util.Objects.requireNonNull;

import io.tidings.event.cli.Tidings;
import io.tidings.event.cli.text.StandardStreams;
import io.tidings.event.cli.text.Terminal;
import java.io.Writer;
import java.util.List;
import picocli.CommandLine;

/** The command line of Tidings with the {@code demo} command: {@code bin/tidings}. */
public final class DemoHost {

  /** The commands that count widget events. */
  private static final List<String> MEASUREMENTS = List.of("stats", "report");

  private DemoHost() {}

  /**
   * Runs a command and ends the process with its exit code: 0 done, 1 failed, 2 wrong usage.
   *
   * @param args the command and its arguments
   */
  public static void main(String[] args) {
    CommandLine commandLine =
        commandLine(StandardStreams.out(), StandardStreams.err(), Terminal.ofProcess());
    System.exit(commandLine.execute(args));
  }

  /** Returns the command line of event-cli with the {@code demo} command. */
  static CommandLine commandLine(Writer out, Writer err, Terminal terminal) {
    CommandLine tidings = Tidings.commandLine(out, err, terminal);
    MEASUREMENTS.forEach(
        name ->
            requireNonNull(tidings.getSubcommands().get(name), name)
                .setDefaultValueProvider(new WidgetTypes()));
    return tidings.addSubcommand(
        new CommandLine(new DemoCommand(out, terminal))
            .setOut(tidings.getOut())
            .setErr(tidings.getErr())
            .setColorScheme(tidings.getColorScheme()));
  }
}
