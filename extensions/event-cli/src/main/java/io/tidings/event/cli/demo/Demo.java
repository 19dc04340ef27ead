package io.tidings.event.cli.demo;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.rx.ReactiveEventBus;
import io.tidings.event.rx.ReactiveEventBusBuilder;
import io.tidings.event.spi.EventTap;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The demo: a bus, the host that emits on it, and four handlers. One counts, one writes the
 * timeline, one throws on purpose, one records a causal tree; the last hears every event though the
 * third throws. The rates of the events are counted on the bus's stream. Confined to one thread.
 */
public final class Demo {

  /** The name of the handler that throws. */
  static final String FAILS_ON_PURPOSE = "fails-on-purpose";

  private final DemoOptions options;
  private final Terminal terminal;
  private final Output output;
  private final HostEnvironment environment;
  private final Tally tally = new Tally();
  private final CausalTree tree = new CausalTree();
  private final Timeline timeline;
  private final Failures failures;
  private final Rates rates;
  private final List<EventTap> taps = new ArrayList<>();

  /**
   * Creates a demo.
   *
   * @param options what it was asked for
   * @param terminal what the reader can show
   * @param writer where its output goes; stays open
   */
  public Demo(DemoOptions options, Terminal terminal, Writer writer) {
    this(options, terminal, new Output(writer), HostEnvironment.ofProcess());
  }

  Demo(DemoOptions options, Terminal terminal, Output output, HostEnvironment environment) {
    this.options = options;
    this.terminal = terminal;
    this.output = output;
    this.environment = environment.withStopped(output::isGone);
    this.timeline =
        new Timeline(output, terminal, options.verbose(), tally, environment.nanoTime());
    this.failures = new Failures(timeline::isolated);
    this.rates = new Rates(environment.nanoTime(), timeline::rates);
  }

  /** Adds a tap that hears every event, and is closed with the bus. */
  public Demo tap(EventTap tap) {
    taps.add(tap);
    return this;
  }

  /**
   * Indexes a directory and writes the timeline and the summary. Ends early and quietly when the
   * reader has closed the pipe. May be called once.
   *
   * @param directory the real path of the directory
   * @throws IOException if the directory cannot be listed, or the output or the log not be written
   */
  public void run(Path directory) throws IOException {
    output.line("Indexing " + Shown.text(directory.toString()) + " (reads only)");
    ReactiveEventBusBuilder builder = ReactiveEventBus.builder().failureListener(failures);
    taps.forEach(builder::audit);
    Path file = options.log();
    if (file == null) {
      run(builder, directory, null);
    } else {
      try (LogFile log = LogFile.open(file)) {
        run(builder.audit(log.tap()), directory, log);
      }
    }
    output.end();
  }

  private void run(ReactiveEventBusBuilder builder, Path directory, @Nullable LogFile log)
      throws IOException {
    try (ReactiveEventBus bus = builder.build()) {
      rates.watch(bus.stream());
      subscribe(bus);
      IndexSummary summary = index(bus, directory);
      new Summary(output, terminal).write(summary, tally, failures, tree, log);
    }
    if (log != null && log.lost() > 0) {
      throw new IOException(
          "the log '%s' lost %s of %s events".formatted(log.file(), log.lost(), tally.total()));
    }
  }

  private IndexSummary index(EventBus bus, Path directory) throws IOException {
    try {
      return new IndexingHost(bus, environment, options.budget()).index(directory);
    } catch (IOException failure) {
      throw new IOException("DIR '" + directory + "': " + Faults.reason(failure), failure);
    } finally {
      rates.end();
      timeline.end();
    }
  }

  private void subscribe(EventBus bus) {
    EventSelector all = EventSelector.all();
    bus.subscribe(all, SubscriptionOptions.named("tally"), tally::count);
    bus.subscribe(all, SubscriptionOptions.named("timeline"), timeline::show);
    bus.subscribe(
        EventSelector.kind(EventType.TOOL_COMPLETED),
        SubscriptionOptions.named(FAILS_ON_PURPOSE),
        Demo::failOnPurpose);
    bus.subscribe(all, SubscriptionOptions.named("causal-tree"), tree::record);
  }

  private static void failOnPurpose(DomainEvent event) {
    throw new IllegalStateException("thrown on purpose; the run goes on");
  }
}
