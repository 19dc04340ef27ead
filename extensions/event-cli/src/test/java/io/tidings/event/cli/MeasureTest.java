package io.tidings.event.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidings.event.cli.measure.Figures;
import io.tidings.event.cli.measure.ReportPage;
import io.tidings.event.cli.measure.Sparklines;
import io.tidings.event.cli.text.Terminal;
import io.tidings.event.measure.Counts;
import io.tidings.event.measure.TimeWindow;
import io.tidings.event.store.EventStore;
import io.tidings.event.testkit.TestClock;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MeasureTest {

  @TempDir private Path directory;

  private final TestClock clock = TestClock.at(MeasuredSample.NOW);
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private Path file() {
    return directory.resolve("trail.db");
  }

  private Path page() {
    return directory.resolve("report.html");
  }

  @BeforeEach
  void fill() {
    MeasuredSample.fill(file(), clock);
  }

  private Figures figures() {
    try (EventStore trail = EventStore.builder(file()).readOnly().open()) {
      return Figures.of(trail, TimeWindow.WEEK, MeasuredSample.WIDGET_TYPES, clock, step -> {});
    }
  }

  private Document parsed() {
    return Jsoup.parse(ReportPage.of(figures()));
  }

  private static List<String> row(Document page, String table, int row) {
    return page.select("#" + table + " tbody tr").get(row).select("th, td").eachText();
  }

  @Test
  void the_numbers_of_the_page_are_those_of_the_questions() {
    Figures figures = figures();
    Document page = parsed();

    assertThat(page.select("#total").text()).isEqualTo("210");
    assertThat(figures.counts().total()).isEqualTo(210);
    assertThat(page.select("#errors").text()).isEqualTo("3");
    assertThat(page.select("#activation").text()).isEqualTo("100.0 %");
    assertThat(page.select("#success").text()).isEqualTo("66.67 %");
    assertThat(page.select("#sessions").text()).isEqualTo("1");
    assertThat(row(page, "errors-by-subsystem-table", 0)).containsExactly("search", "2", "66.7 %");
    assertThat(row(page, "engagement-by-type-table", 0)).containsExactly("proactive_fired", "1");
    assertThat(row(page, "longest-durations-table", 1))
        .containsExactly("indexer", "tool.completed", "100", "1,098 ms", "1,188 ms");
    assertThat(row(page, "tools-that-failed-table", 0)).endsWith("1", "101", "1.0 %");
    assertThat(row(page, "actors-that-failed-table", 0)).endsWith("1", "1", "100.0 %");
    assertThat(row(page, "quotas-table", 0))
        .containsExactly("<b>acme</b>", "events_ingested", "2026-11", "1,234", "5,000");
  }

  @Test
  void the_chart_over_time_shows_every_event_as_a_picture_and_as_figures() {
    Figures figures = figures();
    Document page = parsed();

    long inTable =
        page.select("#over-time td").eachText().stream()
            .mapToLong(text -> Long.parseLong(text.replace(",", "")))
            .sum();
    assertThat(inTable).isEqualTo(figures.counts().total());
    assertThat(page.select("#over-time tbody tr")).hasSize(figures.counts().buckets());
    double area =
        page.select("svg.time rect").stream()
            .mapToDouble(rect -> Double.parseDouble(rect.attr("height")))
            .sum();
    long highest = 0;
    for (int i = 0; i < figures.counts().buckets(); i++) {
      int bucket = i;
      highest =
          Math.max(
              highest,
              figures.counts().series().stream()
                  .mapToLong(each -> each.counts().get(bucket))
                  .sum());
    }
    assertThat(area).as("the heights are the counts").isCloseTo(200. * 210 / highest, within(1.));
    assertThat(figures.counts().series()).as("more than there are colours").hasSizeGreaterThan(6);
    assertThat(page.select(".legend li")).hasSize(6);
    assertThat(page.select(".legend li").eachText().get(5)).startsWith("all others: ");
  }

  @Test
  void how_long_a_column_is_and_since_when_are_told() {
    Document hour = Jsoup.parse(ReportPage.of(windowed("1h")));
    assertThat(hour.select(".axis span").eachText().get(1)).isEqualTo("each column 2 min 30 s");
    assertThat(hour.select("#since").text()).isEqualTo("2026-11-21 11:00 UTC");
    Document week = parsed();
    assertThat(week.select(".axis span").eachText().get(1)).isEqualTo("each column 6 h");
    run(
        new StatsCommand(out, new Terminal(true, false), clock),
        file().toString(),
        "--window",
        "1h");
    assertThat(out.toString().lines())
        .contains(
            "Window 1h: since 2026-11-21 11:00 UTC", "Events by category, each block 2 min 30 s");
  }

  @Test
  void every_question_of_a_page_has_the_same_present() {
    InstantSource running =
        () -> {
          clock.advance(Duration.ofHours(1));
          return clock.instant();
        };
    try (EventStore trail = EventStore.builder(file()).readOnly().open()) {
      Figures figures =
          Figures.of(trail, TimeWindow.DAY, MeasuredSample.WIDGET_TYPES, running, step -> {});
      assertThat(figures.at())
          .isEqualTo(figures.errors().generatedAt())
          .isEqualTo(figures.activation().generatedAt())
          .isEqualTo(figures.engagement().generatedAt())
          .isEqualTo(figures.counts().since().plus(Duration.ofDays(1)));
    }
  }

  @Test
  void no_text_from_outside_becomes_anything_but_text() {
    Document page = parsed();

    assertThat(page.select("script, iframe, object, embed, form, link, img, i, body b b"))
        .isEmpty();
    assertThat(page.select("[onload], [onclick], [onerror], [style], [src]")).isEmpty();
    assertThat(page.text())
        .contains("<script>alert(\"x\")</script>'&\\u202e", "<b>acme</b>", "<i>")
        .doesNotContain("\u202e");
    Document empty = Jsoup.parse(ReportPage.of(windowed("\"><script>x</script>")));
    assertThat(empty.select("script")).isEmpty();
    assertThat(empty.select("#window").text()).isEqualTo("\"><script>x</script>");
  }

  private Figures windowed(String text) {
    try (EventStore trail = EventStore.builder(file()).readOnly().open()) {
      return Figures.of(
          trail, TimeWindow.parse(text), MeasuredSample.WIDGET_TYPES, clock, step -> {});
    }
  }

  @Test
  void the_page_needs_no_network() {
    String html = ReportPage.of(figures());

    assertThat(html).doesNotContain("http:", "https:", "//cdn", "@import", "url(");
    assertThat(Jsoup.parse(html).select("meta[http-equiv=Content-Security-Policy]").attr("content"))
        .startsWith("default-src 'none'");
  }

  @Test
  void the_page_can_be_read_with_a_keyboard_a_screen_reader_and_on_a_phone() {
    Document page = parsed();

    assertThat(page.select("html").attr("lang")).isEqualTo("en");
    assertThat(page.select("meta[name=viewport]")).hasSize(1);
    assertThat(page.select("h1")).hasSize(1);
    assertThat(page.select("main")).hasSize(1);
    assertThat(page.select("a.skip").attr("href")).isEqualTo("#main");
    assertThat(page.select("table")).hasSizeGreaterThan(4);
    for (Element table : page.select("table")) {
      assertThat(table.select("caption").text()).isNotBlank();
      assertThat(table.select("thead th[scope=col]")).isNotEmpty();
      assertThat(table.select("tbody th[scope=row]")).hasSameSizeAs(table.select("tbody tr"));
      assertThat(table.parents().select(".wide[tabindex=0][role=region]")).isNotEmpty();
    }
    for (Element region : page.select("[aria-labelledby]")) {
      for (String id : region.attr("aria-labelledby").split(" ", -1)) {
        assertThat(page.getElementById(id)).as(id).isNotNull();
      }
    }
    assertThat(page.select("svg:not([aria-hidden]):not([role=img])")).isEmpty();
    assertThat(page.select("svg[role=img] > title").text()).isNotBlank();
    assertThat(page.select("svg[role=img] > desc").text()).contains("210 events", "tool 201");
    assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
    assertThat(page.select("style").html()).contains("prefers-color-scheme: dark");
  }

  @Test
  void the_report_of_an_empty_trail_says_that_there_is_nothing() throws IOException {
    Files.delete(file());
    EventStore.open(file()).close();

    assertThat(
            Tidings.commandLine(out, err, Terminal.NONE)
                .execute("report", file().toString(), page().toString()))
        .as(err.toString())
        .isZero();
    Document page = Jsoup.parse(page());
    assertThat(page.select("#total").text()).isEqualTo("0");
    assertThat(page.text())
        .contains("No errors were recorded.", "Nothing was charged.", "No events.");
    assertThat(page.text()).doesNotContain("NaN", "Infinity");
  }

  @Test
  void a_report_is_for_its_owner_and_replaces_nothing_but_a_report() throws IOException {
    String[] command = {"report", file().toString(), page().toString()};

    assertThat(Tidings.commandLine(out, err, Terminal.NONE).execute(command))
        .as(err.toString())
        .isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(page())))
        .isEqualTo("rw-------");
    assertThat(Tidings.commandLine(out, err, Terminal.NONE).execute(command)).as("again").isZero();
    Files.writeString(page(), "my diary");
    assertThat(Tidings.commandLine(out, err, Terminal.NONE).execute(command)).isEqualTo(2);
    assertThat(page()).hasContent("my diary");
    byte[] trail = Files.readAllBytes(file());
    assertThat(
            Tidings.commandLine(out, err, Terminal.NONE)
                .execute("report", file().toString(), file().toString()))
        .isEqualTo(2);
    assertThat(Files.readAllBytes(file())).isEqualTo(trail);
    assertThat(Tidings.commandLine(out, err, Terminal.NONE).execute("stats", "/no/such/file"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("is not a report", "does not exist");
  }

  @Test
  void on_a_terminal_stats_are_tables_with_sparklines() {
    run(new StatsCommand(out, new Terminal(true, false), clock), file().toString());

    assertThat(out.toString().lines())
        .anySatisfy(line -> assertThat(line).matches("tool +201  [ \u2581-\u2588]{28}"))
        .anySatisfy(line -> assertThat(line).matches("search +2 +66\\.7 %"))
        .contains("Activation: 1 of 1 workspaces that events name, 100.0 %");
    assertThat(out.toString()).doesNotContain("\u202e");
  }

  @Test
  void in_a_pipe_stats_are_one_line_of_json() {
    run(new StatsCommand(out, Terminal.NONE, clock), file().toString(), "--window", "1h");

    assertThat(out.toString().lines()).hasSize(1);
    assertThat(out.toString())
        .startsWith("{\"window\":\"1h\",\"since\":\"2026-11-21T11:00:00.000000Z\",")
        .contains("\"generated_at\":\"2026-11-21T12:00:00.000000Z\",")
        .contains("\"activated\":1", "\"by_subsystem\":[{\"subsystem\":\"search\",\"count\":2")
        .contains("\"success_rate\":66.67");
    assertThat(windowed("1h").counts().series())
        .extracting(Counts.Series::name)
        .contains("tool", "plan");
  }

  private void run(StatsCommand command, String... args) {
    int exit = new CommandLine(command).execute(args);
    assertThat(exit).isZero();
  }

  @Test
  void a_sparkline_is_as_high_as_its_greatest_count() {
    assertThat(Sparklines.of(List.of(0L, 1L, 4L, 8L))).isEqualTo(" \u2582\u2585\u2588");
    assertThat(Sparklines.of(List.of(0L, 0L))).isEqualTo("  ");
    assertThat(Sparklines.of(List.of())).isEmpty();
  }
}
