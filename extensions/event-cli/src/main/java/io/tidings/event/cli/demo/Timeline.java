package io.tidings.event.cli.demo;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Writes the events as they come. Those of a single file are written for the first few files only,
 * unless all are wanted; afterwards a terminal gets a line that shows how far it is. Confined to
 * one thread.
 */
final class Timeline {

  static final int FILES_SHOWN = 5;
  static final int ERRORS_SHOWN = 5;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final Set<String> OF_FILES =
      Set.of("resource.accessed", "tool.invoked", "tool.completed");

  private final Output output;
  private final Terminal terminal;
  private final boolean verbose;
  private final Tally tally;
  private final LongSupplier nanoTime;
  private final Lineage lineage = new Lineage();
  private final long began;
  private long lastProgress;
  private boolean cutTold;

  /** Creates a timeline that reads the counts of {@code tally}, which hears each event first. */
  Timeline(Output output, Terminal terminal, boolean verbose, Tally tally, LongSupplier nanoTime) {
    this.output = output;
    this.terminal = terminal;
    this.verbose = verbose;
    this.tally = tally;
    this.nanoTime = nanoTime;
    this.began = nanoTime.getAsLong();
    this.lastProgress = began - PAUSE_NANOS;
  }

  /** Writes an event, or passes over it. */
  void show(DomainEvent event) {
    int ancestors = lineage.add(event).size();
    if (verbose || isShown(event)) {
      line(EventLine.of(event, ancestors, terminal));
    } else {
      passOver();
    }
  }

  /** Writes what was contained without anybody noticing. */
  void isolated(String what) {
    line(terminal.painted(Paint.YELLOW, "isolated: " + what));
  }

  /** Writes how many events there are in a second. */
  void rates(String what) {
    line(terminal.painted(Paint.DIM, what));
  }

  /** Takes the progress line away. */
  void end() {
    output.endProgress();
  }

  private boolean isShown(DomainEvent event) {
    if (event.is(EventType.TOOL_ERRORED)) {
      return tally.of(EventType.TOOL_ERRORED) <= ERRORS_SHOWN;
    }
    return !OF_FILES.contains(event.kind().id())
        || tally.of(EventType.RESOURCE_ACCESSED) <= FILES_SHOWN;
  }

  private void passOver() {
    if (!cutTold) {
      cutTold = true;
      line(terminal.painted(Paint.DIM, "... and so on for every file; --verbose shows it all"));
    }
    if (terminal.interactive()) {
      progress();
    }
  }

  private void line(String text) {
    String at = String.format(Locale.ROOT, "%9.3f s  ", seconds(nanoTime.getAsLong()));
    output.line(terminal.painted(Paint.DIM, at) + text);
  }

  private void progress() {
    long now = nanoTime.getAsLong();
    if (now - lastProgress >= PAUSE_NANOS) {
      lastProgress = now;
      output.progress(
          String.format(
              Locale.ROOT,
              "%9.3f s  %,d files, %,d events",
              seconds(now),
              tally.of(EventType.RESOURCE_ACCESSED),
              tally.total()));
    }
  }

  private double seconds(long now) {
    return (now - began) / 1e9;
  }
}
