package io.tidings.event.cli;

import io.tidings.event.cli.text.Output;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.Retention;
import io.tidings.event.store.StoreException;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Removes what is past its time. */
@Command(
    name = "retain",
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    description = {
      "Removes the events that were stored longer ago than they are to be kept, for good.",
      "A file gets smaller. Skipped while another process does the same."
    })
final class AuditRetainCommand implements Callable<Integer> {

  private static final String PLAN = "given";

  private final Writer writer;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private TrailLocation location = new TrailLocation();

  @Option(
      names = "--keep",
      required = true,
      paramLabel = "TIME",
      converter = Moment.Converter.class,
      description = "For how long events are kept: 31d, 12h.")
  private @Nullable Moment keep;

  @Option(
      names = "--organization",
      paramLabel = "ID",
      description = "Of this organization; may be given several times.")
  private List<String> organizations = List.of();

  @Option(names = "--all", description = "Of all organizations, and events without one.")
  private boolean all;

  AuditRetainCommand(Writer writer) {
    this.writer = writer;
  }

  @Override
  public Integer call() throws IOException {
    Retention.Plan plan = plan();
    Retention.Result result;
    try (EventStore trail = location.openForWriting()) {
      result = new Retention(trail).run(List.of(plan));
    }
    for (StoreException failure : result.failures().values()) {
      throw failure;
    }
    Output output = new Output(writer);
    output.line(
        result.skipped()
            ? "skipped: another process is removing events"
            : result.removed().getOrDefault(PLAN, 0L) + " events removed");
    output.end();
    return ExitCode.OK;
  }

  private Retention.Plan plan() {
    Duration kept = keep == null ? null : keep.ago();
    if (kept == null) {
      throw wrong("--keep must be a length of time, such as 31d");
    }
    if (all != organizations.isEmpty()) {
      throw wrong("either --organization or --all must be given");
    }
    try {
      return new Retention.Plan(PLAN, kept, all ? null : organizations);
    } catch (IllegalArgumentException refused) {
      throw wrong(String.valueOf(refused.getMessage()));
    }
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
