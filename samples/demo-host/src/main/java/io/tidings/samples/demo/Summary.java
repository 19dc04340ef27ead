package io.tidings.samples.demo;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import io.tidings.event.EventType;
import io.tidings.event.cli.text.DisplayText;
import io.tidings.event.cli.text.ErrorMessages;
import io.tidings.event.cli.text.Line;
import io.tidings.event.cli.text.Output;
import io.tidings.event.cli.text.Paint;
import io.tidings.event.cli.text.Terminal;
import io.tidings.samples.demo.steps.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The summary of a run as text. */
final class Summary {

  private static final int BAR = 24;

  private final Page page;
  private final DemoOptions options;

  Summary(Output output, Terminal terminal, DemoOptions options) {
    this.page = new Page(output, terminal);
    this.options = options;
  }

  void write(Outcome outcome, RunStatistics statistics, List<EventFile> files) {
    page.heading("Findings");
    new DirectorySummary(page).write(outcome);
    page.heading("Plans");
    outcome.plans().forEach((plan, end) -> page.row(plan, DisplayText.shortened(end)));
    failure(outcome.failure());
    page.heading("Types emitted");
    types(Coverage.of(statistics.tally()));
    page.heading("Events by category (bars grow with the logarithm)");
    categories(statistics.tally());
    page.heading("Failures isolated");
    failures(statistics.failures().counts());
    page.heading("Causes in the plan \"report\"");
    statistics.tree().lines(page.terminal()).forEach(page::line);
    page.heading("Throughput");
    throughput(statistics);
    page.heading("Files");
    files(outcome, statistics, files);
    page.heading("Try next");
    tryNext(outcome);
  }

  private void failure(@Nullable Exception failure) {
    if (failure != null) {
      String reason = DisplayText.escaped(ErrorMessages.withFile(failure));
      page.row("ended early", page.terminal().painted(Paint.ALARM, reason));
    }
  }

  private void types(Coverage coverage) {
    page.line(
        format(
            ROOT,
            "%d of %d; not emitted by this host: %s",
            coverage.emitted().size(),
            coverage.catalogue(),
            ids(Coverage.NOT_EMITTED_HERE)));
    if (!coverage.missing().isEmpty()) {
      page.line("not emitted: " + ids(coverage.missing()));
    }
  }

  private static String ids(Set<EventType> types) {
    return types.stream().map(EventType::id).collect(Collectors.joining(", "));
  }

  private void categories(Tally tally) {
    Map<String, Long> categories = tally.categories();
    long most = categories.values().stream().mapToLong(Long::longValue).max().orElse(1);
    categories.forEach(
        (category, count) -> {
          String bar =
              "#".repeat(1 + (int) (BAR * Math.log((double) count) / Math.log(most + 1.0)));
          page.line(
              Line.of(format(ROOT, "%-14s %,9d  ", category, count))
                  .then(page.terminal().painted(Paint.ofCategory(category), bar)));
        });
    page.line(format(ROOT, "%-14s %,9d", "all", tally.total()));
  }

  private void failures(Map<String, Long> counts) {
    counts.forEach((source, count) -> page.count(DisplayText.shortened(source), count));
    page.line(counts.isEmpty() ? "none" : "no failure reached the host or another handler");
  }

  private void throughput(RunStatistics statistics) {
    page.line(
        format(
            ROOT,
            "%,.0f events per second (%,d in %.3f s, including file reads and this output)",
            statistics.perSecond(),
            statistics.tally().total(),
            statistics.seconds()));
  }

  private void files(Outcome outcome, RunStatistics statistics, List<EventFile> files) {
    page.row(
        "sandbox", outcome.workDirectory() == null ? "" : outcome.workDirectory() + " (removed)");
    for (EventFile file : files) {
      String content = file.summary(statistics.tally().total());
      page.row(file.name(), DisplayText.escaped(file.file().toString()) + ", " + content);
      page.row("", file.lost() == 0 ? "" : format(ROOT, "%,d lost", file.lost()));
    }
  }

  private void tryNext(Outcome outcome) {
    String trail =
        options.store() == null ? "trail.db" : DisplayText.shellWord(options.store().toString());
    if (options.store() == null) {
      page.line("bin/tidings demo DIR --store trail.db");
    }
    page.line("bin/tidings audit stats " + trail);
    if (options.store() != null && outcome.planId() != null) {
      page.line("bin/tidings audit tree " + trail + " --plan " + outcome.planId());
    }
    page.line("bin/tidings audit query " + trail + " --type 'plan.*'");
    if (!options.json()) {
      page.line("bin/tidings demo DIR --json | head");
    }
  }
}
