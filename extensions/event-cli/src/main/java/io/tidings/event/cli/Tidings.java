package io.tidings.event.cli;

import io.tidings.event.cli.text.Terminal;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;

/** The command line of Tidings: {@code bin/tidings}. */
@Command(
    name = "tidings",
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "An in-process domain event bus, shown at work.")
public final class Tidings {

  Tidings() {}

  /**
   * Runs a command and ends the process with its exit code: 0 done, 1 failed, 2 wrong usage.
   *
   * @param args the command and its arguments
   */
  public static void main(String[] args) {
    Terminal terminal =
        Terminal.of(System.getProperty(Terminal.PROPERTY), System.getenv("NO_COLOR"))
            .ofWidth(System.getProperty(Terminal.COLUMNS));
    Writer out = writer(FileDescriptor.out);
    Writer err = writer(FileDescriptor.err);
    System.exit(run(out, err, terminal, args));
  }

  /** Runs a command and returns its exit code. */
  static int run(Writer out, Writer err, Terminal terminal, String... args) {
    CommandLine command = new CommandLine(new Tidings());
    command.addSubcommand(new DemoCommand(out, terminal));
    command.addSubcommand(AuditCommand.with(out, terminal));
    command.addSubcommand(new StatsCommand(out, terminal, InstantSource.system()));
    command.addSubcommand(new ReportCommand(out, InstantSource.system()));
    command.addSubcommand(WebhooksCommand.with(out, System.in));
    OneLineErrors errors = new OneLineErrors();
    return command
        .setExpandAtFiles(false)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setColorScheme(Help.defaultColorScheme(terminal.colour() ? Help.Ansi.ON : Help.Ansi.OFF))
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors)
        .execute(args);
  }

  private static Writer writer(FileDescriptor descriptor) {
    return new BufferedWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
  }
}
