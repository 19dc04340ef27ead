package io.tidings.event.cli;

import io.tidings.event.cli.text.Terminal;
import java.io.Writer;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code audit}: queries of a trail. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Query and follow a trail.",
      "'retain' and 'follow --name' change the trail; the other commands only read it.",
      "Prints a table on a terminal, and a line of JSON for each event elsewhere."
    })
final class AuditCommand {

  private AuditCommand() {}

  /** Returns the command with its subcommands. */
  static CommandLine create(Writer writer, Terminal terminal) {
    InstantSource clock = InstantSource.system();
    CommandLine command = new CommandLine(new AuditCommand());
    command.addSubcommand(new AuditQueryCommand(writer, terminal, clock));
    command.addSubcommand(new AuditTreeCommand(writer, terminal, clock));
    command.addSubcommand(new AuditStatsCommand(writer, terminal, clock));
    command.addSubcommand(new AuditFollowCommand(writer, terminal, clock));
    command.addSubcommand(new AuditExportCommand(writer, terminal, clock));
    command.addSubcommand(new AuditRetainCommand(writer));
    return command;
  }
}
