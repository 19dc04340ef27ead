package io.tidings.samples.demo;

import static java.util.stream.Collectors.joining;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventSelector;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.cli.text.ErrorMessages;
import io.tidings.event.cli.text.Output;
import io.tidings.event.cli.text.Terminal;
import io.tidings.event.rx.ReactiveEventBus;
import io.tidings.event.rx.ReactiveEventBusBuilder;
import io.tidings.event.spi.EventTap;
import io.tidings.samples.demo.directory.Exclusions;
import io.tidings.samples.demo.steps.Outcome;
import io.tidings.samples.demo.steps.Script;
import io.tidings.samples.demo.steps.ScriptOptions;
import io.tidings.samples.demo.steps.ScriptStoppedException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The demo: a bus with handlers, and the script that emits on it. The handlers count the events,
 * show them, throw on purpose, and record the tree of causes; the last receives every event
 * although the third throws. Rates are counted on the stream of the bus. Confined to one thread.
 */
public final class Demo {

  /** The name of the handler that throws. */
  static final String FAILS_ON_PURPOSE = "fails-on-purpose";

  private final DemoOptions options;
  private final Terminal terminal;
  private final Output output;
  private final HostEnvironment environment;
  private final Tally tally = new Tally();
  private final PlanTree tree = new PlanTree();
  private final Display display;
  private final IsolatedFailures failures;
  private final Rates rates;
  private final List<EventTap> taps = new ArrayList<>();

  /**
   * Creates a demo.
   *
   * @param options the options of the run
   * @param terminal the capabilities of the output
   * @param writer receives the output; stays open
   * @param stopRequested returns whether the run is to stop; called repeatedly
   */
  public Demo(
      DemoOptions options, Terminal terminal, Writer writer, BooleanSupplier stopRequested) {
    this(options, terminal, new Output(writer), HostEnvironment.ofProcess(stopRequested));
  }

  Demo(DemoOptions options, Terminal terminal, Output output, HostEnvironment environment) {
    this.options = options;
    this.terminal = terminal;
    this.output = output;
    this.environment = environment;
    this.display = display();
    this.failures = new IsolatedFailures(display::isolatedFailure);
    this.rates = new Rates(environment.nanoTime(), display::rates);
  }

  private Display display() {
    if (options.detail() == DemoOptions.Detail.QUIET) {
      return Display.none();
    }
    boolean verbose = options.detail() == DemoOptions.Detail.VERBOSE;
    return options.json()
        ? new JsonLines(output)
        : new Timeline(output, terminal, verbose, tally, environment.nanoTime());
  }

  /** Adds a tap, which is closed with the bus. */
  public Demo tap(EventTap tap) {
    taps.add(tap);
    return this;
  }

  /**
   * Runs the script on a directory and writes the events and a summary. Ends early when a stop is
   * requested, and without an error when the reader has closed the pipe. May be called once.
   *
   * @param directory the real path of the directory
   * @throws IOException if the directory cannot be listed, the script has failed, or the output,
   *     the log or the trail cannot be written
   * @throws io.tidings.event.store.StoreException if the trail cannot be opened
   */
  public void run(Path directory) throws IOException {
    Path store = options.store();
    Path logFile = options.log();
    try (TrailFile trail =
            store == null ? null : new TrailFile(store, environment.trails().apply(store));
        LogFile log = logFile == null ? null : LogFile.open(logFile)) {
      run(directory, Stream.<@Nullable EventFile>of(log, trail).filter(Objects::nonNull).toList());
    }
    output.end();
  }

  private void run(Path directory, List<EventFile> files) throws IOException {
    files.forEach(file -> tap(file.tap()));
    Outcome outcome;
    RunStatistics statistics;
    try (ReactiveEventBus bus = bus()) {
      rates.watch(bus.stream());
      subscribe(bus);
      long start = environment.nanoTime().getAsLong();
      outcome = runScript(bus, directory);
      statistics =
          new RunStatistics(tally, failures, tree, environment.nanoTime().getAsLong() - start);
    }
    if (options.json()) {
      output.line(SummaryJson.of(outcome, statistics, options));
    } else {
      new Summary(output, terminal, options).write(outcome, statistics, files);
    }
    throwOnFailure(outcome, files);
  }

  private ReactiveEventBus bus() {
    ReactiveEventBusBuilder builder = ReactiveEventBus.builder().failureListener(failures);
    taps.forEach(builder::audit);
    return builder.build();
  }

  private Outcome runScript(EventBus bus, Path directory) throws IOException {
    try {
      return new Script(bus, options(directory)).run();
    } catch (IOException failure) {
      throw new IOException("DIR '" + directory + "': " + ErrorMessages.reason(failure), failure);
    } finally {
      rates.end();
      display.end();
    }
  }

  private ScriptOptions options(Path directory) {
    return new ScriptOptions(
        directory,
        Exclusions.with(Stream.of(options.log(), options.store()).filter(Objects::nonNull)),
        environment.places(),
        environment.user(),
        options.budget(),
        options.seed(),
        () -> output.hasFailed() || environment.stopRequested().getAsBoolean(),
        display::progress);
  }

  private void subscribe(EventBus bus) {
    EventSelector all = EventSelector.all();
    bus.subscribe(all, SubscriptionOptions.named("tally"), tally::count);
    bus.subscribe(all, SubscriptionOptions.named("display"), display::event);
    bus.subscribe(
        EventSelector.category("decision"),
        SubscriptionOptions.named(FAILS_ON_PURPOSE),
        Demo::failOnPurpose);
    bus.subscribe(all, SubscriptionOptions.named("tree"), tree::record);
  }

  private static void failOnPurpose(DomainEvent event) {
    throw new IllegalStateException("thrown on purpose; the run continues");
  }

  private void throwOnFailure(Outcome outcome, List<EventFile> files) throws IOException {
    String losses =
        files.stream().filter(file -> file.lost() > 0).map(this::lossText).collect(joining("; "));
    if (!losses.isEmpty()) {
      throw new IOException(losses);
    }
    Exception failure = outcome.failure();
    if (failure != null && !(failure instanceof ScriptStoppedException)) {
      throw new IOException("the demo ended early: " + ErrorMessages.withFile(failure), failure);
    }
  }

  private String lossText(EventFile file) {
    return "the %s '%s' lost %s of %s events"
        .formatted(file.name(), file.file(), file.lost(), tally.total());
  }
}
