package io.tidings.event.cli.measure;

import io.tidings.event.cli.text.Output;
import io.tidings.event.cli.text.Paint;
import io.tidings.event.cli.text.Terminal;
import io.tidings.event.measure.Counts;
import java.util.List;
import java.util.Locale;

/** The measurements as tables for a terminal. Stateless. */
public final class StatsListing {

  private StatsListing() {}

  /** Writes tables for a terminal, else one line of JSON. */
  public static void write(Figures figures, Output output, Terminal terminal) {
    if (!terminal.interactive()) {
      output.line(figures.json());
      return;
    }
    output.line(
        "Window %s: since %s"
            .formatted(
                Formatting.name(figures.window().text()),
                Formatting.minute(figures.counts().since())));
    events(figures.counts(), output, terminal);
    summary(figures, output);
    for (Table table : Table.of(figures)) {
      output.line("");
      output.line(terminal.painted(Paint.BOLD, table.title()));
      if (table.rows().isEmpty()) {
        output.line(table.empty());
      } else {
        rows(table, output);
      }
    }
  }

  private static void events(Counts counts, Output output, Terminal terminal) {
    output.line(
        terminal.painted(
            Paint.BOLD, "Events by category, each block " + Formatting.length(counts.bucket())));
    for (Counts.Series series : counts.series()) {
      output.line(
          String.format(
              Locale.ROOT,
              "%-24s %12s  %s",
              Formatting.name(series.name()),
              Formatting.count(series.total()),
              Sparklines.of(series.counts())));
    }
    output.line(String.format(Locale.ROOT, "%-24s %12s", "all", Formatting.count(counts.total())));
  }

  private static void summary(Figures figures, Output output) {
    output.line("");
    output.line(
        "Activation: %s of %s workspaces that events name, %s"
            .formatted(
                Formatting.count(figures.activation().activated()),
                Formatting.count(figures.activation().totalWorkspaces()),
                Formatting.percent(figures.activation().rate())));
    output.line(
        "Success: %s of %s runs, %s of %s validations, %s %%"
            .formatted(
                Formatting.count(figures.success().completedExecutions()),
                Formatting.count(figures.success().executions()),
                Formatting.count(figures.success().verifiedTasks()),
                Formatting.count(figures.success().tasks()),
                figures.success().percent()));
    output.line("Sessions with widgets: " + Formatting.count(figures.engagement().sessions()));
  }

  private static void rows(Table table, Output output) {
    int[] widths = new int[table.columns().size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = table.columns().get(i).length();
      for (List<String> row : table.rows()) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    output.line(line(table.columns(), widths));
    table.rows().forEach(row -> output.line(line(row, widths)));
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String form = i == 0 ? "%-" + widths[i] + "s" : "  %" + widths[i] + "s";
      line.append(String.format(Locale.ROOT, form, cells.get(i)));
    }
    return line.toString();
  }
}
