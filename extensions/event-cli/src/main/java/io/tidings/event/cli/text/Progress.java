package io.tidings.event.cli.text;

import java.io.Writer;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The progress of a command: a line on standard error that the next one replaces, at most five
 * times a second. Writes nothing unless standard error is a terminal. Confined to one thread.
 */
public final class Progress implements AutoCloseable {

  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Output output;
  private final Terminal terminal;
  private final LongSupplier nanos;
  private final long start;
  private long next;
  private String step = "";
  private long stepStart;
  private long doneBefore;

  private Progress(Writer writer, Terminal terminal, LongSupplier nanos) {
    this.output = new Output(writer);
    this.terminal = terminal;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
    this.next = start;
  }

  /** Returns the progress of a command that starts now; {@code writer} stays open. */
  public static Progress to(Writer writer, Terminal terminal) {
    return to(writer, terminal, System::nanoTime);
  }

  /** Returns the progress of a command that starts now by a clock of nanoseconds. */
  static Progress to(Writer writer, Terminal terminal, LongSupplier nanos) {
    return new Progress(writer, terminal, nanos);
  }

  /** Shows a text. */
  public void show(String text) {
    if (terminal.errors()) {
      output.progress(terminal.cutError(text));
    }
  }

  /**
   * Shows the events done so far, their rate and the estimated rest, unless the last text is too
   * recent.
   *
   * @param done the number of events since the start of the command
   * @param total the number of events, which may be an estimate
   */
  public void events(String verb, long done, long total) {
    showAtTimes(
        () -> EventProgress.text(verb + " events", 0, done, total, nanos.getAsLong() - start));
  }

  /**
   * Shows the progress of a step of a longer operation; its rate is counted from the first call
   * with its name.
   *
   * @param name the name of the step
   * @param done the number that is done
   * @param total the number of all
   */
  public void step(String name, long done, long total) {
    if (!name.equals(step)) {
      step = name;
      stepStart = nanos.getAsLong();
      doneBefore = done;
      next = stepStart;
    }
    long since = nanos.getAsLong() - stepStart;
    showAtTimes(() -> EventProgress.text(name, doneBefore, done, total, since));
  }

  private void showAtTimes(Supplier<String> text) {
    long now = nanos.getAsLong();
    if (terminal.errors() && now - next >= 0) {
      next = now + INTERVAL_NANOS;
      show(text.get());
    }
  }

  /** Removes the line. */
  @Override
  public void close() {
    output.endProgress();
  }
}
