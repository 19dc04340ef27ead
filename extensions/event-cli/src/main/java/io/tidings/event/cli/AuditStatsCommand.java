package io.tidings.event.cli;

import io.tidings.event.cli.audit.TrailStats;
import io.tidings.event.cli.text.Output;
import io.tidings.event.cli.text.Progress;
import io.tidings.event.cli.text.Terminal;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import java.io.IOException;
import java.io.Writer;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code audit stats}: counts of events. */
@Command(
    name = "stats",
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    description = "Count events by type, and show the times of the first and the last.")
final class AuditStatsCommand implements Callable<Integer> {

  private final Writer writer;
  private final Terminal terminal;
  private final InstantSource clock;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private AuditFilter filter = new AuditFilter();

  AuditStatsCommand(Writer writer, Terminal terminal, InstantSource clock) {
    this.writer = writer;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    EventQuery query = filter.query(clock.instant());
    TrailStats stats;
    try (EventStore trail = filter.open();
        Progress progress = Progress.to(spec.commandLine().getErr(), terminal)) {
      progress.show("counting events");
      stats = TrailStats.of(trail, query);
    }
    Output output = new Output(writer);
    stats.write(output, terminal);
    output.end();
    return ExitCode.OK;
  }
}
