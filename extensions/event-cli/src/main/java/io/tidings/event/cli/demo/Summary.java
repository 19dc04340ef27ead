package io.tidings.event.cli.demo;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what a run came to. */
final class Summary {

  private static final double NANOS = 1e9;

  private final Output output;
  private final Terminal terminal;

  Summary(Output output, Terminal terminal) {
    this.output = output;
    this.terminal = terminal;
  }

  /** Writes the summary; of the log, if there is one. */
  void write(
      IndexSummary summary,
      Tally tally,
      Failures failures,
      CausalTree tree,
      @Nullable LogFile log) {
    heading("Index");
    index(summary);
    heading("Events by type");
    tally.counts().forEach(this::count);
    count("all", tally.total());
    if (log != null) {
      heading("Log");
      log(log, tally.total());
    }
    heading("Failures isolated");
    failures(failures.counts());
    heading("One tool call, from its cause to its effects");
    tree(tree);
    heading("Speed");
    speed(tally.total(), summary.took().toNanos() / NANOS);
  }

  private void index(IndexSummary summary) {
    row("plan", summary.state().id());
    row("files", files(summary));
    unreadable(summary);
    row("lines", number(summary.lines()));
    Todos todos = summary.todos();
    row("TODO, FIXME", number(todos.found()) + without(todos.ownerless()));
    row("bytes read", number(summary.bytesRead()) + " of a budget of " + number(summary.budget()));
    summary.checks().forEach(this::check);
  }

  private static String files(IndexSummary summary) {
    return String.format(
        Locale.ROOT,
        "%,d text, %,d binary, %,d links not followed, %,d special, %,d unreadable",
        summary.files(FileSort.TEXT),
        summary.files(FileSort.BINARY),
        summary.files(FileSort.LINK),
        summary.files(FileSort.SPECIAL),
        summary.unreadable());
  }

  private static String without(long ownerless) {
    return " (" + number(ownerless) + " without an owner)";
  }

  private void unreadable(IndexSummary summary) {
    summary.unreadableNamed().forEach(name -> row("", name));
    long more = summary.unreadable() - summary.unreadableNamed().size();
    if (more > 0) {
      row("", "and " + number(more) + " more");
    }
  }

  private void check(Checks.Check check) {
    Paint bad = check.required() ? Paint.RED : Paint.YELLOW;
    String outcome =
        check.passed()
            ? terminal.painted(Paint.GREEN, "holds")
            : terminal.painted(bad, "does not hold");
    row(check.required() ? "required" : "informational", check.name() + " " + outcome);
  }

  private void log(LogFile log, long events) {
    line(Shown.text(log.file().toString()));
    count("lines", events - log.lost());
    if (log.lost() > 0) {
      count("lost", log.lost());
    }
  }

  private void failures(Map<String, Long> counts) {
    counts.forEach((source, count) -> count(Shown.text(source), count));
    line(counts.isEmpty() ? "none" : "none of them reached the host or another handler");
  }

  private void tree(CausalTree tree) {
    if (!tree.isComplete()) {
      line("there was none");
    }
    tree.lines(terminal).forEach(this::line);
  }

  private void speed(long events, double seconds) {
    line(
        String.format(
            Locale.ROOT,
            "%,.0f events a second (%,d in %.3f s, with the reading of the files and this output)",
            events / Math.max(seconds, 1 / NANOS),
            events,
            seconds));
  }

  private void heading(String text) {
    output.line("");
    output.line(terminal.painted(Paint.BOLD, text));
  }

  private void row(String label, String text) {
    line(String.format(Locale.ROOT, "%-14s %s", label, text));
  }

  private void count(String what, long count) {
    line(String.format(Locale.ROOT, "%-20s %,12d", what, count));
  }

  private void line(String text) {
    output.line("  " + text);
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
