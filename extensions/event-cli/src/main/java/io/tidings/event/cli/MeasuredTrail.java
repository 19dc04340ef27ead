package io.tidings.event.cli;

import io.tidings.event.cli.measure.Figures;
import io.tidings.event.cli.text.Progress;
import io.tidings.event.cli.text.Terminal;
import io.tidings.event.measure.TimeWindow;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoreException;
import io.tidings.event.store.StoreException.Reason;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The parameters of every measurement: the trail and the time window. */
final class MeasuredTrail {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "STORE", description = "The trail file.")
  private Path file = Path.of("");

  @Option(
      names = "--window",
      paramLabel = "WINDOW",
      defaultValue = "7d",
      converter = WindowConverter.class,
      description = "Set the time window: 30m, 24h, 7d, 4w. By default 7d.")
  private TimeWindow window = TimeWindow.WEEK;

  @Option(
      names = "--widget-types",
      paramLabel = "TYPE",
      split = ",",
      description = "Count events of these types as widget engagement; none by default.")
  private List<String> widgetTypes = List.of();

  /** Measures the trail, which is opened read-only; shows the progress on standard error. */
  Figures figures(InstantSource clock, Terminal terminal) {
    try (EventStore trail = EventStore.builder(file).readOnly().open();
        Progress progress = Progress.to(spec.commandLine().getErr(), terminal)) {
      return Figures.of(trail, window, widgetTypes, clock, progress::show);
    } catch (StoreException failure) {
      if (failure.reason() == Reason.NOT_FOUND) {
        throw new ParameterException(
            spec.commandLine(), "STORE '" + file + "' does not exist", failure);
      }
      throw failure;
    }
  }
}
