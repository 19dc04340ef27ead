package io.tidings.event.cli;

import io.tidings.event.cli.text.Terminal;
import java.io.Writer;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code trail}: maintenance of a trail. */
@Command(
    name = "trail",
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Maintain a trail.")
final class TrailCommand {

  private TrailCommand() {}

  /** Returns the command with its subcommands. */
  static CommandLine create(Writer writer, Terminal terminal) {
    CommandLine command = new CommandLine(new TrailCommand());
    command.addSubcommand(new TrailMigrateCommand(writer, terminal));
    command.addSubcommand(new TrailDdlCommand(writer));
    return command;
  }
}
