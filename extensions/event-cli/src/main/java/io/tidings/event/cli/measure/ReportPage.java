package io.tidings.event.cli.measure;

import static java.util.Objects.requireNonNull;

import io.tidings.event.json.DomainEventJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The measurements as one page of HTML without scripts and network; every chart has its figures as
 * text. Stateless.
 */
public final class ReportPage {

  /** The first characters of every report. */
  public static final String BEGINNING = "<!doctype html>\n<!-- a report of tidings -->\n";

  private static final int MOST_HUNDREDTHS = 10_000;

  private ReportPage() {}

  /** Returns the page. */
  public static String of(Figures figures) {
    String tables =
        Table.of(figures).stream().map(ReportPage::section).collect(Collectors.joining());
    return BEGINNING
        + """
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Trail report</title>
        <style>
        %1$s</style>
        </head>
        <body>
        <a class="skip" href="#main">To the figures</a>
        <header><h1>Trail report</h1>
        <p>Window <strong id="window">%2$s</strong>: since <time id="since" datetime="%7$s">%8$s</time>, counted at <time datetime="%3$s">%9$s</time>.</p></header>
        <main id="main">
        <section aria-labelledby="summary"><h2 id="summary">Summary</h2>
        <dl class="tiles">
        %4$s</dl></section>
        <section aria-labelledby="events"><h2 id="events">Events over time by category</h2>
        %5$s</section>
        %6$s</main>
        </body>
        </html>
        """
            .formatted(
                style(),
                Html.text(Formatting.name(figures.window().text())),
                DomainEventJson.timestamp(figures.at()),
                tiles(figures),
                TimeChart.of(figures.counts()),
                tables,
                DomainEventJson.timestamp(figures.counts().since()),
                Formatting.minute(figures.counts().since()),
                Formatting.minute(figures.at()));
  }

  private static String tiles(Figures figures) {
    return tile("Events", "total", Formatting.count(figures.counts().total()), "in the window")
        + tile("Errors", "errors", Formatting.count(figures.errors().total()), "in the window")
        + tile(
            "Activation",
            "activation",
            Formatting.percent(figures.activation().rate()),
            "%s of %s workspaces that events name have a completed run"
                .formatted(
                    Formatting.count(figures.activation().activated()),
                    Formatting.count(figures.activation().totalWorkspaces())))
        + tile(
            "Success",
            "success",
            String.format(Locale.ROOT, "%.2f %%", figures.success().percent()),
            "%s of %s runs completed, %s of %s validations passed"
                .formatted(
                    Formatting.count(figures.success().completedExecutions()),
                    Formatting.count(figures.success().executions()),
                    Formatting.count(figures.success().verifiedTasks()),
                    Formatting.count(figures.success().tasks())))
        + tile(
            "Sessions with widgets",
            "sessions",
            Formatting.count(figures.engagement().sessions()),
            "in the window");
  }

  private static String tile(String name, String id, String number, String more) {
    return "<div><dt>%s</dt><dd><b id=\"%s\">%s</b> <span>%s</span></dd></div>%n"
        .formatted(name, id, number, more);
  }

  private static String section(Table table) {
    String id = table.title().toLowerCase(Locale.ROOT).replace(' ', '-');
    String body =
        table.rows().isEmpty()
            ? "<p>" + table.empty() + "</p>\n"
            : "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\""
                + id
                + "\">\n"
                + rows(id, table)
                + "</div>\n";
    return "<section aria-labelledby=\"%1$s\"><h2 id=\"%1$s\">%2$s</h2>%n%3$s</section>%n"
        .formatted(id, table.title(), body);
  }

  private static String rows(String id, Table table) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < table.rows().size(); i++) {
      List<String> cells = table.rows().get(i);
      rows.append("<tr><th scope=\"row\">")
          .append(Html.text(cells.get(0)))
          .append(bar(table.sizes().get(i)))
          .append("</th>");
      cells
          .subList(1, cells.size())
          .forEach(cell -> rows.append("<td>").append(Html.text(cell)).append("</td>"));
      rows.append("</tr>\n");
    }
    String heads =
        table.columns().stream()
            .map(column -> "<th scope=\"col\">" + column + "</th>")
            .collect(Collectors.joining());
    return "<table id=\"%s-table\"><caption>%s</caption><thead><tr>%s</tr></thead><tbody>%n%s</tbody></table>%n"
        .formatted(id, table.title(), heads, rows);
  }

  /** Returns a bar that repeats the number of a cell, hidden from assistive technology. */
  private static String bar(double size) {
    return String.format(
        Locale.ROOT,
        "<svg class=\"bar\" viewBox=\"0 0 10000 1\" preserveAspectRatio=\"none\""
            + " aria-hidden=\"true\"><rect class=\"c0\" width=\"%d\" height=\"1\"/></svg>",
        Math.round(size * MOST_HUNDREDTHS));
  }

  private static String style() {
    try (InputStream file =
        requireNonNull(ReportPage.class.getResourceAsStream("report.css"), "report.css")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
