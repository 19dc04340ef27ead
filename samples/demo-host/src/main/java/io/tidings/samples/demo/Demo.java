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
 * The demo: a bus, the script that is played on it, and those who listen. One handler counts, one
 * shows the events, one throws on purpose, one draws the tree; the last hears every event though
 * the third throws. The rates of the events are counted on the bus's stream. Confined to one
 * thread.
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
   * @param options what it was asked for
   * @param terminal what the reader can show
   * @param writer where its output goes; stays open
   * @param stopped tells whether nobody wants the result any more; asked again and again
   */
  public Demo(DemoOptions options, Terminal terminal, Writer writer, BooleanSupplier stopped) {
    this(options, terminal, new Output(writer), HostEnvironment.ofProcess(stopped));
  }

  Demo(DemoOptions options, Terminal terminal, Output output, HostEnvironment environment) {
    this.options = options;
    this.terminal = terminal;
    this.output = output;
    this.environment = environment;
    this.display = display();
    this.failures = new IsolatedFailures(display::isolated);
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

  /** Adds a tap that hears every event, and is closed with the bus. */
  public Demo tap(EventTap tap) {
    taps.add(tap);
    return this;
  }

  /**
   * Plays the script on a directory and writes what happens and the summary. Ends early when it is
   * stopped, and quietly when the reader has closed the pipe. May be called once.
   *
   * @param directory the real path of the directory
   * @throws IOException if the directory cannot be listed, the script has not come to its end, or
   *     the output, the log or the trail cannot be written
   * @throws io.tidings.event.store.StoreException if the trail cannot be opened
   */
  public void run(Path directory) throws IOException {
    Path store = options.store();
    Path file = options.log();
    try (TrailFile trail =
            store == null ? null : new TrailFile(store, environment.trails().apply(store));
        LogFile log = file == null ? null : LogFile.open(file)) {
      run(directory, Stream.<@Nullable EventFile>of(log, trail).filter(Objects::nonNull).toList());
    }
    output.end();
  }

  private void run(Path directory, List<EventFile> kept) throws IOException {
    kept.forEach(one -> tap(one.tap()));
    Outcome outcome;
    RunStatistics heard;
    try (ReactiveEventBus bus = bus()) {
      rates.watch(bus.stream());
      subscribe(bus);
      long began = environment.nanoTime().getAsLong();
      outcome = played(bus, directory);
      heard = new RunStatistics(tally, failures, tree, environment.nanoTime().getAsLong() - began);
    }
    if (options.json()) {
      output.line(SummaryJson.of(outcome, heard, options));
    } else {
      new Summary(output, terminal, options).write(outcome, heard, kept);
    }
    complain(outcome, kept);
  }

  private ReactiveEventBus bus() {
    ReactiveEventBusBuilder builder = ReactiveEventBus.builder().failureListener(failures);
    taps.forEach(builder::audit);
    return builder.build();
  }

  private Outcome played(EventBus bus, Path directory) throws IOException {
    try {
      return new Script(bus, setting(directory)).play();
    } catch (IOException failure) {
      throw new IOException("DIR '" + directory + "': " + ErrorMessages.reason(failure), failure);
    } finally {
      rates.end();
      display.end();
    }
  }

  private ScriptOptions setting(Path directory) {
    return new ScriptOptions(
        directory,
        Exclusions.with(Stream.of(options.log(), options.store()).filter(Objects::nonNull)),
        environment.places(),
        environment.user(),
        options.budget(),
        options.seed(),
        () -> output.isGone() || environment.stopped().getAsBoolean(),
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
    throw new IllegalStateException("thrown on purpose; the run goes on");
  }

  private void complain(Outcome outcome, List<EventFile> kept) throws IOException {
    String lost =
        kept.stream().filter(one -> one.lost() > 0).map(this::lost).collect(joining("; "));
    if (!lost.isEmpty()) {
      throw new IOException(lost);
    }
    Exception failure = outcome.failure();
    if (failure != null && !(failure instanceof ScriptStoppedException)) {
      throw new IOException("the demo ended early: " + ErrorMessages.named(failure), failure);
    }
  }

  private String lost(EventFile kept) {
    return "the %s '%s' lost %s of %s events"
        .formatted(kept.name(), kept.file(), kept.lost(), tally.total());
  }
}
