package io.tidings.event.cli.measure;

import io.tidings.event.measure.TrailMeasures.FailureRate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of text for the terminal and the page, each with a size for comparison. Immutable.
 *
 * @param title the title
 * @param columns the headings
 * @param rows the rows, each with one cell per heading
 * @param sizes the relative size of each row, 0 to 1
 * @param empty the text in place of rows if there are none
 */
record Table(
    String title, List<String> columns, List<List<String>> rows, List<Double> sizes, String empty) {

  /** Returns all tables of the measurements in order of display. */
  static List<Table> of(Figures figures) {
    return List.of(
        errors(figures),
        engagement(figures),
        latencies(figures),
        failures("Tools that failed", "Tool", figures.tools()),
        failures("Actors that failed", "Actor", figures.actors()),
        quotas(figures));
  }

  private static Table errors(Figures figures) {
    return table(
        "Errors by subsystem",
        List.of("Subsystem", "Errors", "Share"),
        "No errors were recorded.",
        figures.errors().bySubsystem().stream()
            .map(
                each ->
                    new Row(
                        each.rate(),
                        Formatting.name(each.subsystem()),
                        Formatting.count(each.count()),
                        Formatting.percent(each.rate()))));
  }

  private static Table engagement(Figures figures) {
    return table(
        "Engagement by type",
        List.of("Type", "Events"),
        "No widget was used.",
        figures.engagement().byEventType().stream()
            .map(
                each ->
                    new Row(
                        (double) each.count(),
                        Formatting.name(each.eventType()),
                        Formatting.count(each.count()))));
  }

  private static Table latencies(Figures figures) {
    return table(
        "Longest durations",
        List.of("Name", "Kind", "Count", "Half within", "95 % within"),
        "No event has a duration.",
        figures.latencies().stream()
            .map(
                each ->
                    new Row(
                        (double) each.p95(),
                        Formatting.name(toolOrNone(each.toolName())),
                        Formatting.name(each.kind()),
                        Formatting.count(each.count()),
                        Formatting.millis(each.p50()),
                        Formatting.millis(each.p95()))));
  }

  private static String toolOrNone(@Nullable String tool) {
    return tool == null ? "" : tool;
  }

  private static Table failures(String title, String what, List<FailureRate> failures) {
    return table(
        title,
        List.of(what, "Failed", "Ended", "Share"),
        "None failed.",
        failures.stream()
            .map(
                each ->
                    new Row(
                        each.rate(),
                        Formatting.name(each.name()),
                        Formatting.count(each.failed()),
                        Formatting.count(each.total()),
                        Formatting.percent(each.rate()))));
  }

  private static Table quotas(Figures figures) {
    return table(
        "Quotas",
        List.of("Organization", "Counter", "Period", "Used", "Limit"),
        "Nothing was charged.",
        figures.quotas().stream()
            .map(
                each ->
                    new Row(
                        part(each.used(), each.limit()),
                        Formatting.name(each.organization()),
                        Formatting.name(each.counter()),
                        each.period(),
                        Formatting.count(each.used()),
                        Formatting.limit(each.limit()))));
  }

  private static double part(long used, @Nullable Long limit) {
    return limit == null || limit == 0 ? 0 : Math.min(1, (double) used / limit);
  }

  private static Table table(String title, List<String> columns, String empty, Stream<Row> rows) {
    List<Row> all = rows.toList();
    double most = Math.max(1, all.stream().mapToDouble(Row::size).max().orElse(1));
    List<List<String>> cells = new ArrayList<>();
    List<Double> sizes = new ArrayList<>();
    for (Row row : all) {
      cells.add(List.of(row.cells()));
      sizes.add(row.size() / most);
    }
    return new Table(title, columns, cells, sizes, empty);
  }

  /** A row and its size. */
  private static final class Row {

    private final double size;
    private final String[] cells;

    private Row(double size, String... cells) {
      this.size = size;
      this.cells = cells.clone();
    }

    private double size() {
      return size;
    }

    private String[] cells() {
      return cells;
    }
  }
}
