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

/** The command {@code audit retain}: removal of events past their retention. */
@Command(
    name = "retain",
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    description = {
      "Permanently remove events stored longer ago than --keep.",
      "A file shrinks. Does nothing while another process removes events."
    })
final class AuditRetainCommand implements Callable<Integer> {

  private static final String PLAN = "command-line";

  private final Writer writer;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private TrailLocation location = new TrailLocation();

  @Option(
      names = "--keep",
      required = true,
      paramLabel = "TIME",
      converter = Moment.Converter.class,
      description = "Set the retention: 31d, 12h.")
  private @Nullable Moment keep;

  @Option(
      names = "--organization",
      paramLabel = "ID",
      description = "Remove events of this organization; may be repeated.")
  private List<String> organizations = List.of();

  @Option(
      names = "--all",
      description = "Remove events of all organizations, and events without one.")
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
    Duration retention = keep == null ? null : keep.ago();
    if (retention == null) {
      throw usageError("--keep must be a duration: " + TimeSpan.FORMS);
    }
    if (all != organizations.isEmpty()) {
      throw usageError("set either --organization or --all");
    }
    try {
      return new Retention.Plan(PLAN, retention, all ? null : organizations);
    } catch (IllegalArgumentException rejection) {
      throw usageError(String.valueOf(rejection.getMessage()));
    }
  }

  private ParameterException usageError(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
