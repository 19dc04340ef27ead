package io.tidings.event.cli.measure;

import io.tidings.event.measure.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A column chart of events over time, one colour for each of the largest categories and one for all
 * others, with its figures as a table. Stateless.
 */
final class TimeChart {

  private static final int COLOURS = 6;
  private static final int WIDTH = 20;
  private static final int HEIGHT = 200;
  private static final int GAP = 3;

  private TimeChart() {}

  static String of(Counts counts) {
    List<Counts.Series> series = series(counts);
    return """
    <figure>
    <svg class="time" viewBox="0 0 %s %s" preserveAspectRatio="none" role="img" aria-labelledby="time-title time-text">
    <title id="time-title">Events over time by category</title>
    <desc id="time-text">%s</desc>
    %s</svg>
    <p class="axis"><span>%s</span><span>each column %s</span><span>%s</span></p>
    <ul class="legend">
    %s</ul>
    <details><summary>The figures of this chart</summary>%s</details>
    </figure>
    """
        .formatted(
            counts.buckets() * WIDTH,
            HEIGHT,
            description(counts),
            columns(counts, series),
            Formatting.minute(counts.since()),
            Formatting.length(counts.bucket()),
            Formatting.minute(counts.since().plus(counts.bucket().multipliedBy(counts.buckets()))),
            legend(series),
            table(counts, series));
  }

  /** Returns the largest series, and the sum of the others if there are more than colours. */
  private static List<Counts.Series> series(Counts counts) {
    List<Counts.Series> all = counts.series();
    if (all.size() <= COLOURS) {
      return all;
    }
    List<Counts.Series> series = new ArrayList<>(all.subList(0, COLOURS - 1));
    List<Counts.Series> others = all.subList(COLOURS - 1, all.size());
    series.add(
        new Counts.Series(
            "all others",
            IntStream.range(0, counts.buckets())
                .mapToObj(i -> others.stream().mapToLong(each -> each.counts().get(i)).sum())
                .toList()));
    return series;
  }

  private static String description(Counts counts) {
    return counts.total() == 0
        ? "No events."
        : Html.text(
            Formatting.count(counts.total())
                + " events in "
                + counts.buckets()
                + " columns. "
                + counts.series().stream()
                    .map(
                        each -> Formatting.name(each.name()) + " " + Formatting.count(each.total()))
                    .collect(Collectors.joining(", ", "", ".")));
  }

  private static String columns(Counts counts, List<Counts.Series> series) {
    long most =
        IntStream.range(0, counts.buckets())
            .mapToLong(i -> series.stream().mapToLong(each -> each.counts().get(i)).sum())
            .max()
            .orElse(0);
    StringBuilder columns = new StringBuilder();
    for (int i = 0; i < counts.buckets(); i++) {
      double top = HEIGHT;
      for (int colour = 0; colour < series.size(); colour++) {
        long count = series.get(colour).counts().get(i);
        double height = most == 0 ? 0 : (double) HEIGHT * count / most;
        top -= height;
        if (count > 0) {
          columns.append(
              String.format(
                  Locale.ROOT,
                  "<rect class=\"c%d\" x=\"%d\" y=\"%.2f\" width=\"%d\" height=\"%.2f\"/>%n",
                  colour,
                  i * WIDTH,
                  top,
                  WIDTH - GAP,
                  height));
        }
      }
    }
    return columns.toString();
  }

  private static String legend(List<Counts.Series> series) {
    StringBuilder legend = new StringBuilder();
    for (int colour = 0; colour < series.size(); colour++) {
      legend.append(
          "<li><svg class=\"key\" viewBox=\"0 0 1 1\" aria-hidden=\"true\"><rect class=\"c%s\" width=\"1\" height=\"1\"/></svg> %s: %s</li>%n"
              .formatted(
                  colour,
                  Html.text(Formatting.name(series.get(colour).name())),
                  Formatting.count(series.get(colour).total())));
    }
    return legend.toString();
  }

  private static String table(Counts counts, List<Counts.Series> series) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < counts.buckets(); i++) {
      int bucket = i;
      rows.append("<tr><th scope=\"row\">")
          .append(Formatting.minute(counts.since().plus(counts.bucket().multipliedBy(i))))
          .append("</th>");
      series.forEach(
          each ->
              rows.append("<td>")
                  .append(Formatting.count(each.counts().get(bucket)))
                  .append("</td>"));
      rows.append("</tr>\n");
    }
    String heads =
        series.stream()
            .map(each -> "<th scope=\"col\">" + Html.text(Formatting.name(each.name())) + "</th>")
            .collect(Collectors.joining());
    return ("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Events over time\">"
            + "<table id=\"over-time\"><caption>Events over time</caption><thead><tr>"
            + "<th scope=\"col\">From</th>%s</tr></thead><tbody>%s</tbody></table></div>")
        .formatted(heads, rows);
  }
}
