package io.tidings.samples.demo;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import io.tidings.event.cli.text.EventLine;
import io.tidings.event.cli.text.Line;
import io.tidings.event.cli.text.Output;
import io.tidings.event.cli.text.Paint;
import io.tidings.event.cli.text.Terminal;
import io.tidings.samples.demo.tools.LineCounter;
import io.tidings.samples.demo.tools.TodoFinder;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The events as lines, indented by their causes. Events of a single file are shown for the first
 * {@value #FILES_SHOWN} files only, unless every event is requested; meanwhile a terminal shows a
 * progress bar. Confined to one thread.
 */
final class Timeline implements Display {

  static final int FILES_SHOWN = 3;

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int TIME_WIDTH = 13;
  private static final Set<Object> FILE_TOOLS = Set.of(LineCounter.NAME, TodoFinder.NAME);

  private final Output output;
  private final Terminal terminal;
  private final boolean verbose;
  private final Tally tally;
  private final LongSupplier nanoTime;
  private final Lineage lineage = new Lineage();
  private final long start;
  private long lastProgress;
  private boolean hasNotedOmission;

  /**
   * Creates a timeline.
   *
   * @param tally counts of the events so far, the current one included
   */
  Timeline(Output output, Terminal terminal, boolean verbose, Tally tally, LongSupplier nanoTime) {
    this.output = output;
    this.terminal = terminal;
    this.verbose = verbose;
    this.tally = tally;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.lastProgress = start;
  }

  @Override
  public void event(DomainEvent event) {
    int ancestors = lineage.add(event).size();
    if (verbose || isShown(event)) {
      line(EventLine.of(event, ancestors, terminal, TIME_WIDTH));
    } else if (!hasNotedOmission) {
      hasNotedOmission = true;
      note("... omitting events of further files; --verbose shows all");
    }
  }

  @Override
  public void isolatedFailure(String failure) {
    line(terminal.painted(Paint.YELLOW, cut("isolated: " + failure)));
  }

  @Override
  public void rates(String rates) {
    note(rates);
  }

  @Override
  public void progress(long current, long total) {
    long now = nanoTime.getAsLong();
    if (terminal.interactive() && now - lastProgress >= PAUSE_NANOS) {
      lastProgress = now;
      output.progress(terminal.cut(time(now) + ProgressBar.of(current, total, tally.total()), 0));
    }
  }

  @Override
  public void end() {
    output.endProgress();
  }

  private boolean isShown(DomainEvent event) {
    boolean isOfFile =
        event.is(EventType.RESOURCE_ACCESSED)
            || FILE_TOOLS.contains(event.details().getOrDefault("tool_name", ""));
    return !isOfFile || tally.of(EventType.RESOURCE_ACCESSED) <= FILES_SHOWN;
  }

  private void note(String text) {
    line(terminal.painted(Paint.DIM, cut(text)));
  }

  private String cut(String text) {
    return terminal.cut(text, TIME_WIDTH);
  }

  private void line(Line line) {
    output.line(terminal.painted(Paint.DIM, time(nanoTime.getAsLong())).then(line));
  }

  private String time(long now) {
    return String.format(Locale.ROOT, "%9.3f s  ", (now - start) / 1e9);
  }
}
