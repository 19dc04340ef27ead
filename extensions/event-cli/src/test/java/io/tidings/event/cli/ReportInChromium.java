package io.tidings.event.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidings.event.cli.measure.Figures;
import io.tidings.event.cli.measure.ReportPage;
import io.tidings.event.measure.TimeWindow;
import io.tidings.event.store.EventStore;
import io.tidings.event.testkit.TestClock;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The report as Chromium draws it, without a window. For the profile {@code browser}: the program
 * is given by {@code -Dbrowser=}, or is one of those on the path. Pictures are left in {@code
 * target/report}.
 */
class ReportInChromium {

  private static final Path PICTURES = Path.of("target", "report");
  private static final List<String> PROGRAMS =
      List.of("chromium", "chromium-browser", "chromium-headless-shell", "google-chrome", "chrome");
  private static final int PATIENCE = 60;

  /** Colours of the first series in the style sheet, light and dark. */
  private static final int BLUE = 0x1f5fa8;

  private static final int LIGHT_BLUE = 0x6ea8e8;

  /** Writes what has been drawn into attributes, which the page that is printed has. */
  private static final String MEASURE =
      """
      <script>
      for (const each of document.querySelectorAll("svg, rect, table, h1, dd b")) {
        const box = each.getBoundingClientRect();
        each.dataset.left = box.left;
        each.dataset.width = box.width;
        each.dataset.height = box.height;
        each.dataset.fill = getComputedStyle(each).fill;
      }
      document.body.dataset.scroll = document.documentElement.scrollWidth;
      document.body.dataset.inner = document.documentElement.clientWidth;
      document.body.dataset.background = getComputedStyle(document.body).backgroundColor;
      </script>
      """;

  @TempDir private Path directory;

  @BeforeEach
  void write() throws IOException {
    TestClock clock = TestClock.at(Instant.parse("2026-11-21T12:00:00Z"));
    Path file = directory.resolve("trail.db");
    MeasuredSample.fill(file, clock);
    Files.createDirectories(PICTURES);
    try (EventStore trail = EventStore.builder(file).readOnly().open()) {
      Files.writeString(
          page(),
          ReportPage.of(
              Figures.of(trail, TimeWindow.WEEK, MeasuredSample.WIDGET_TYPES, clock, step -> {})));
    }
  }

  private Path page() {
    return directory.resolve("report.html");
  }

  @ParameterizedTest
  @CsvSource({"1280, light", "1280, dark", "360, light", "360, dark"})
  void every_chart_is_drawn_and_nothing_is_wider_than_the_screen(int width, String scheme)
      throws Exception {
    Document page = measured(width, scheme);

    List<Element> columns = page.select("svg.time rect");
    assertThat(columns).hasSizeGreaterThan(20);
    assertThat(columns).allSatisfy(ReportInChromium::assertDrawn);
    assertThat(columns.stream().map(each -> each.attr("data-fill")).distinct())
        .as("a colour for each category")
        .hasSize(6);
    assertThat(page.select("svg.time")).hasSize(1).allSatisfy(ReportInChromium::assertDrawn);
    assertThat(page.select("svg.key rect")).hasSize(6).allSatisfy(ReportInChromium::assertDrawn);
    List<Element> bars = page.select("svg.bar rect");
    assertThat(bars).hasSizeGreaterThan(6).allSatisfy(ReportInChromium::assertDrawn);
    for (Element bar : bars) {
      double whole = number(requireNonNull(bar.parent()), "width");
      assertThat(number(bar, "width"))
          .as("a bar is as long as what it says")
          .isBetween(0., whole + 0.5)
          .isCloseTo(whole * Double.parseDouble(bar.attr("width")) / 10_000, within(0.5));
    }
    assertThat(number(page.body(), "scroll"))
        .as("no need to move the page sideways")
        .isLessThanOrEqualTo(number(page.body(), "inner"));
    assertThat(page.select("dd b, h1")).allSatisfy(ReportInChromium::assertDrawn);
  }

  @ParameterizedTest
  @CsvSource({"1280, light", "1280, dark", "360, light", "360, dark"})
  void a_picture_of_the_page_shows_the_chart_in_the_colours_of_the_reader(int width, String scheme)
      throws Exception {
    Path picture = PICTURES.resolve("report-%s-%s.png".formatted(width, scheme));
    chromium(width, scheme, "--screenshot=" + picture.toAbsolutePath(), page().toUri().toString());

    BufferedImage image = ImageIO.read(picture.toFile());
    assertThat(image.getWidth()).isEqualTo(width);
    assertThat(pixels(image, BLUE) > 500).as("blue for light").isEqualTo(scheme.equals("light"));
    assertThat(pixels(image, LIGHT_BLUE) > 500).as("for dark").isEqualTo(scheme.equals("dark"));
  }

  @Test
  void a_chart_that_is_not_drawn_would_be_noticed() throws Exception {
    String html = Files.readString(page());
    Files.writeString(page(), html.replace("svg.time {", "svg.time { display: none !important;"));

    assertThat(measured(1280, "light").select("svg.time rect"))
        .as("the negative control")
        .isNotEmpty()
        .allSatisfy(rect -> assertThat(number(rect, "width")).isZero());
  }

  private static void assertDrawn(Element element) {
    assertThat(number(element, "width")).as(element.outerHtml()).isPositive();
    assertThat(number(element, "height")).as(element.outerHtml()).isPositive();
  }

  private static double number(Element element, String name) {
    return Double.parseDouble(element.attr("data-" + name));
  }

  private static long pixels(BufferedImage image, int colour) {
    int[] all = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return Arrays.stream(all).filter(pixel -> (pixel & 0xffffff) == colour).count();
  }

  /** The page itself allows no script; this copy of it allows the one that measures. */
  private Document measured(int width, String scheme) throws Exception {
    Path copy = directory.resolve("measured.html");
    Files.writeString(
        copy,
        Files.readString(page())
            .replace("default-src 'none';", "default-src 'none'; script-src 'unsafe-inline';")
            .replace("</body>", MEASURE + "</body>"));
    return Jsoup.parse(chromium(width, scheme, "--dump-dom", copy.toUri().toString()));
  }

  private String chromium(int width, String scheme, String... more) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(browser());
    command.addAll(
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--force-device-scale-factor=1",
            "--user-data-dir=" + directory.resolve("profile"),
            "--blink-settings=preferredColorScheme=" + (scheme.equals("dark") ? 0 : 1),
            "--window-size=" + width + ",2400"));
    command.addAll(List.of(more));
    File out = directory.resolve("out").toFile();
    File err = directory.resolve("err").toFile();
    Process process = new ProcessBuilder(command).redirectOutput(out).redirectError(err).start();
    boolean ended = process.waitFor(PATIENCE, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).as("%s ended within %s s", command, PATIENCE).isTrue();
    assertThat(process.exitValue()).as(Files.readString(err.toPath())).isZero();
    return Files.readString(out.toPath());
  }

  private static String browser() {
    String given = System.getProperty("browser");
    String found = given != null && !given.isEmpty() ? given : onPath();
    assertThat(found)
        .as(
            "a Chromium or Chrome to open the report with; give its program by"
                + " -Dbrowser=/path/to/chromium, or put one of %s on the PATH",
            PROGRAMS)
        .isNotNull();
    assertThat(Path.of(requireNonNull(found)))
        .as("the program that -Dbrowser names")
        .isExecutable();
    return found;
  }

  private static @Nullable String onPath() {
    String path = requireNonNull(System.getenv("PATH"), "PATH");
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(path)
        .flatMap(each -> PROGRAMS.stream().map(Path.of(each)::resolve))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElse(null);
  }
}
