package io.tidings.event.cli;

import io.tidings.event.cli.text.Output;
import io.tidings.event.cli.text.Progress;
import io.tidings.event.cli.text.Terminal;
import java.io.IOException;
import java.io.Writer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code trail migrate}: the migration of an earlier trail. */
@Command(
    name = "migrate",
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    description = {
      "Migrate a trail of an earlier version to the current one.",
      "Takes up to 7 minutes for a million events in a file and up to 19 in PostgreSQL, measured on"
          + " a loaded machine with two cores, and disk space of up to half of the trail.",
      "Close the programs that have the trail open. An interrupted migration leaves the trail as"
          + " it is and continues when the command is repeated.",
      "The earlier form is removed at the end; copy it first to return to an earlier version."
    })
final class TrailMigrateCommand implements Callable<Integer> {

  private final Writer writer;
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private TrailLocation location = new TrailLocation();

  TrailMigrateCommand(Writer writer, Terminal terminal) {
    this.writer = writer;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    boolean migrated;
    try (Progress progress = Progress.to(spec.commandLine().getErr(), terminal)) {
      migrated = location.migrate(progress::step);
    }
    Output output = new Output(writer);
    output.line(migrated ? "migrated" : "nothing to migrate: the trail has the current version");
    output.end();
    return ExitCode.OK;
  }
}
