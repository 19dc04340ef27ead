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
      "Takes about one minute for a million events, and disk space of about a third of the trail.",
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
