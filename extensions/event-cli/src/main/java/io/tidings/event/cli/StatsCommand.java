package io.tidings.event.cli;

import io.tidings.event.cli.measure.StatsListing;
import io.tidings.event.cli.text.Output;
import io.tidings.event.cli.text.Terminal;
import java.io.IOException;
import java.io.Writer;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** The command {@code stats}: the measurements of a trail. */
@Command(
    name = "stats",
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    description = {
      "Measure a trail: events over time, errors, activation, engagement, durations, failures,"
          + " quotas.",
      "Prints tables on a terminal, and one line of JSON elsewhere."
    })
final class StatsCommand implements Callable<Integer> {

  private final Writer writer;
  private final Terminal terminal;
  private final InstantSource clock;

  @Mixin private MeasuredTrail trail = new MeasuredTrail();

  StatsCommand(Writer writer, Terminal terminal, InstantSource clock) {
    this.writer = writer;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    Output output = new Output(writer);
    StatsListing.write(trail.figures(clock, terminal), output, terminal);
    output.end();
    return ExitCode.OK;
  }
}
