package io.tidings.event.cli;

import io.tidings.event.cli.export.EventExport;
import io.tidings.event.cli.export.ExportDescription;
import io.tidings.event.cli.export.ExportFile;
import io.tidings.event.cli.export.ExportFormat;
import io.tidings.event.cli.text.DisplayText;
import io.tidings.event.cli.text.Output;
import io.tidings.event.cli.text.Progress;
import io.tidings.event.cli.text.Terminal;
import io.tidings.event.json.CloudEventJson;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command {@code audit export}: the events of a trail in a file. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    description = {
      "Write events in the order in which they were stored, up to the last one at the start.",
      "An interrupted export continues with --resume, or on standard output with --cursor.",
      "Repeated with --resume, a complete export adds the events stored since.",
      "In csv, a value that a spreadsheet would evaluate starts with an apostrophe."
    })
final class AuditExportCommand implements Callable<Integer> {

  private static final Set<String> OTHER_OPTIONS = Set.of("--format", "--output", "--resume");

  private final Writer writer;
  private final Terminal terminal;
  private final InstantSource clock;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private AuditFilter filter = new AuditFilter();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "jsonl",
      converter = FormatConverter.class,
      description =
          "Write jsonl or cloudevents, one object for each line, or csv. By default jsonl.")
  private ExportFormat format = ExportFormat.JSONL;

  @Option(
      names = "--source",
      paramLabel = "URI",
      defaultValue = "/tidings",
      converter = SourceConverter.class,
      description =
          "Write this source into cloudevents, such as //orders.example/trail. By default"
              + " /tidings.")
  private CloudEventJson form = CloudEventJson.standard();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "Write to this new file, readable by its owner only; by default to standard output."
              + " FILE"
              + ExportFile.SUFFIX
              + " describes the export and is needed to resume it.")
  private @Nullable Path output;

  @Option(
      names = "--resume",
      description =
          "Continue FILE after its last complete line; the other options must be the same.")
  private boolean resume;

  @Option(
      names = "--cursor",
      paramLabel = "SEQ",
      description = "Start after this position; by default at the start of the trail.")
  private long cursor;

  AuditExportCommand(Writer writer, Terminal terminal, InstantSource clock) {
    this.writer = writer;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    if (cursor < 0) {
      throw filter.usageError(new IllegalArgumentException("cursor must be 0 or more"));
    }
    EventQuery query = filter.query(clock.instant());
    if (output != null) {
      toFile(output);
    } else if (resume) {
      throw filter.usageError(
          new IllegalArgumentException(
              "--resume requires --output; use --cursor to continue after the last line"));
    } else {
      toStandardOutput(query);
    }
    return ExitCode.OK;
  }

  private void toStandardOutput(EventQuery query) throws IOException {
    Output lines = new Output(writer);
    try (EventStore trail = filter.open();
        Progress progress = progress(terminal.errors() && !terminal.interactive())) {
      new EventExport(trail, query, format, form, progress).writeTo(lines, cursor);
    }
    lines.end();
  }

  private void toFile(Path path) throws IOException {
    long written;
    try (EventStore trail = filter.open();
        ExportFile file = ExportFile.open(path, description(), resume);
        Progress progress = progress(terminal.errors())) {
      written =
          new EventExport(trail, filter.query(file.description().started()), format, form, progress)
              .continueIn(file, cursor);
    } catch (IllegalArgumentException rejection) {
      throw filter.usageError(
          new IllegalArgumentException(
              "'" + path + "' cannot be written: " + rejection.getMessage(), rejection));
    }
    Output lines = new Output(writer);
    lines.line(
        "written: %s, %s"
            .formatted(
                DisplayText.escaped(path.toString()), DisplayText.counted(written, "event")));
    lines.end();
  }

  private Progress progress(boolean shown) {
    return Progress.to(spec.commandLine().getErr(), terminal.withErrors(shown));
  }

  private ExportDescription description() {
    Map<String, String> options =
        spec.commandLine().getParseResult().matchedOptions().stream()
            .filter(option -> !OTHER_OPTIONS.contains(option.longestName()))
            .collect(
                Collectors.toMap(
                    OptionSpec::longestName,
                    option -> String.join(" ", option.originalStringValues())));
    return new ExportDescription(format, options, clock.instant());
  }

  /** Parses the source of CloudEvents. */
  static final class SourceConverter implements ITypeConverter<CloudEventJson> {

    @Override
    public CloudEventJson convert(String value) {
      try {
        return CloudEventJson.from(URI.create(value));
      } catch (IllegalArgumentException rejection) {
        throw new TypeConversionException(rejection.getMessage());
      }
    }
  }

  /** Parses the value of the option. */
  static final class FormatConverter implements ITypeConverter<ExportFormat> {

    @Override
    public ExportFormat convert(String value) {
      return Stream.of(ExportFormat.values())
          .filter(format -> format.option().equals(value))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'" + value + "' is not one of jsonl, csv, cloudevents"));
    }
  }
}
