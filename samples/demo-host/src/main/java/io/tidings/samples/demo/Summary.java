package io.tidings.samples.demo;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import io.tidings.event.EventType;
import io.tidings.event.cli.text.DisplayText;
import io.tidings.event.cli.text.ErrorMessages;
import io.tidings.event.cli.text.Output;
import io.tidings.event.cli.text.Paint;
import io.tidings.event.cli.text.Terminal;
import io.tidings.samples.demo.steps.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes what a run came to. */
final class Summary {

  private static final int BAR = 24;

  private final Page page;
  private final DemoOptions options;

  Summary(Output output, Terminal terminal, DemoOptions options) {
    this.page = new Page(output, terminal);
    this.options = options;
  }

  void write(Outcome outcome, RunStatistics heard, List<EventFile> kept) {
    page.heading("What was found");
    new DirectorySummary(page).write(outcome);
    page.heading("Plans");
    outcome.plans().forEach((plan, end) -> page.row(plan, DisplayText.text(end)));
    failure(outcome.failure());
    page.heading("Types emitted");
    types(Coverage.of(heard.tally()));
    page.heading("Events by category (bars grow with the logarithm)");
    categories(heard.tally());
    page.heading("Failures isolated");
    failures(heard.failures().counts());
    page.heading("What caused what in the plan \"report\"");
    heard.tree().lines(page.terminal()).forEach(page::line);
    page.heading("Throughput");
    throughput(heard);
    page.heading("Files");
    files(outcome, heard, kept);
    page.heading("Try next");
    tryNext(outcome);
  }

  private void failure(@Nullable Exception failure) {
    if (failure != null) {
      String reason = DisplayText.whole(ErrorMessages.named(failure));
      page.row("ended early", page.terminal().painted(Paint.ALARM, reason));
    }
  }

  private void types(Coverage coverage) {
    page.line(
        format(
            ROOT,
            "%d of %d; not here: %s",
            coverage.emitted().size(),
            coverage.catalogue(),
            ids(Coverage.NOT_HERE)));
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
              format(ROOT, "%-14s %,9d  ", category, count)
                  + page.terminal().painted(Paint.ofCategory(category), bar));
        });
    page.line(format(ROOT, "%-14s %,9d", "all", tally.total()));
  }

  private void failures(Map<String, Long> counts) {
    counts.forEach((source, count) -> page.count(DisplayText.text(source), count));
    page.line(counts.isEmpty() ? "none" : "none of them reached the host or another handler");
  }

  private void throughput(RunStatistics heard) {
    page.line(
        format(
            ROOT,
            "%,.0f events a second (%,d in %.3f s, with the reading of the files and this output)",
            heard.perSecond(),
            heard.tally().total(),
            heard.seconds()));
  }

  private void files(Outcome outcome, RunStatistics heard, List<EventFile> kept) {
    page.row("sandbox", outcome.workplace() == null ? "" : outcome.workplace() + " (removed)");
    for (EventFile one : kept) {
      String content = one.content(heard.tally().total());
      page.row(one.name(), DisplayText.whole(one.file().toString()) + ", " + content);
      page.row("", one.lost() == 0 ? "" : format(ROOT, "%,d lost", one.lost()));
    }
  }

  private void tryNext(Outcome outcome) {
    String trail =
        options.store() == null ? "trail.db" : DisplayText.word(options.store().toString());
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
