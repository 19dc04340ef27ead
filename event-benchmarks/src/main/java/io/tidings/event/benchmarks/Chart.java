package io.tidings.event.benchmarks;

import java.awt.BasicStroke;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.style.Styler;

/**
 * The picture of a suite: a group of bars for each benchmark, a bar for each JDK. It carries the
 * figures it was drawn from as its description, so that it can be compared without fonts.
 */
final class Chart {

  private static final int WIDTH = 1_000;
  private static final int HEIGHT = 500;
  private static final int STEEP = 60;
  private static final double LEAST = 0.1;

  /** More digits than anybody can see. */
  private static final Pattern FINE = Pattern.compile("(\\d\\.\\d)\\d+");

  private final Suite suite;
  private final List<Results> runs;

  /** A chart of at least one run of a suite. */
  Chart(Suite suite, List<Results> runs) {
    this.suite = suite;
    this.runs = runs;
  }

  String file() {
    return suite.chart();
  }

  /** Returns the figures as they stand in the picture. */
  String description() {
    StringBuilder text = new StringBuilder("<desc>" + suite.name() + ", ns/op");
    for (Results run : runs) {
      for (Figure figure : run.figures()) {
        text.append(
            String.format(
                Locale.ROOT, "\nJDK %d %s %.3f", run.jdk(), figure.label(), figure.nanos().mean()));
      }
    }
    return text.append("</desc>").toString();
  }

  /** Draws it; needs fonts. */
  String svg() throws IOException {
    String drawn = new String(ChartEncoder.getBytes(drawn(), "svg"), StandardCharsets.UTF_8);
    drawn = FINE.matcher(drawn).replaceAll("$1");
    int root = drawn.indexOf('>', drawn.indexOf("<svg")) + 1;
    return drawn.substring(0, root) + description() + drawn.substring(root) + "\n";
  }

  private CategoryChart drawn() {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(suite.name())
            .yAxisTitle("ns/op")
            .build();
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setYAxisMin(LEAST);
    // Dashes would be drawn one by one.
    chart.getStyler().setPlotGridLinesStroke(new BasicStroke());
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart.getStyler().setXAxisLabelRotation(STEEP);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNW);
    for (Results run : runs) {
      chart.addSeries(
          "JDK " + run.jdk(),
          run.figures().stream().map(Figure::label).toList(),
          run.figures().stream().map(figure -> figure.nanos().mean()).toList());
    }
    return chart;
  }
}
