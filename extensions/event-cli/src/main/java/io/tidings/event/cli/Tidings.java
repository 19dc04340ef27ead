package io.tidings.event.cli;

import io.tidings.event.cli.text.StandardStreams;
import io.tidings.event.cli.text.Terminal;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;

/** The command line of Tidings. */
@Command(
    name = "tidings",
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Query, measure, deliver and maintain a trail's events, and document a host's events.")
public final class Tidings {

  Tidings() {}

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

  /**
   * Returns a new command line with every command of this module. A host may add commands with
   * {@link CommandLine#addSubcommand(Object)}; an added command does not inherit the streams and
   * the colour scheme. Every error is written to {@code err} as one line, also that of an added
   * command.
   *
   * @param out receives the output of the commands; stays open
   * @param err receives errors; stays open
   * @param terminal the capabilities of {@code out}
   */
  public static CommandLine commandLine(Writer out, Writer err, Terminal terminal) {
    CommandLine command = new CommandLine(new Tidings());
    command.addSubcommand(AuditCommand.create(out, terminal));
    command.addSubcommand(TrailCommand.create(out, terminal));
    command.addSubcommand(new StatsCommand(out, terminal, InstantSource.system()));
    command.addSubcommand(new ReportCommand(out, terminal, InstantSource.system()));
    command.addSubcommand(DeliveryCommand.create(out));
    command.addSubcommand(WebhooksCommand.create(out, System.in));
    command.addSubcommand(new CatalogCommand(out));
    OneLineErrors errors = new OneLineErrors();
    return command
        .setExpandAtFiles(false)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setColorScheme(Help.defaultColorScheme(terminal.colour() ? Help.Ansi.ON : Help.Ansi.OFF))
        .setExecutionStrategy(errors)
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors);
  }
}
