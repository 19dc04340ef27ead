package io.tidings.event.cli;

import io.tidings.event.cli.text.Terminal;
import java.io.Writer;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What can be done with a trail. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Asks a trail, and follows it. Nothing in it is changed but by retain, and by a name to"
          + " follow under.",
      "On a terminal the answer is a table, in a pipe a line of JSON for each event."
    })
final class AuditCommand {

  private AuditCommand() {}

  /** Returns the command with its subcommands. */
  static CommandLine with(Writer writer, Terminal terminal) {
    InstantSource clock = InstantSource.system();
    CommandLine command = new CommandLine(new AuditCommand());
    command.addSubcommand(new AuditQueryCommand(writer, terminal, clock));
    command.addSubcommand(new AuditTreeCommand(writer, terminal, clock));
    command.addSubcommand(new AuditStatsCommand(writer, terminal, clock));
    command.addSubcommand(new AuditFollowCommand(writer, terminal, clock));
    command.addSubcommand(new AuditRetainCommand(writer));
    return command;
  }
}
