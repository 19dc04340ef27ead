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
 * Bar chart of a suite: a group of bars per benchmark, a bar per JDK. Its description holds the
 * figures, so that it can be compared without fonts.
 */
final class Chart {

  private static final int WIDTH = 1_000;
  private static final int HEIGHT = 500;
  private static final int LABEL_ROTATION = 60;
  private static final double AXIS_MIN = 0.1;

  /** Digits below the visible resolution. */
  private static final Pattern EXCESS_DIGITS = Pattern.compile("(\\d\\.\\d)\\d+");

  private final Suite suite;
  private final List<Results> runs;

  /** Creates a chart of at least one run of a suite. */
  Chart(Suite suite, List<Results> runs) {
    this.suite = suite;
    this.runs = runs;
  }

  /** Returns the file name. */
  String file() {
    return suite.chart();
  }

  /** Returns the figures in the form of the SVG's description. */
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

  /** Returns the chart as SVG; requires fonts. */
  String svg() throws IOException {
    String svg = new String(ChartEncoder.getBytes(chart(), "svg"), StandardCharsets.UTF_8);
    svg = EXCESS_DIGITS.matcher(svg).replaceAll("$1");
    int root = svg.indexOf('>', svg.indexOf("<svg")) + 1;
    return svg.substring(0, root) + description() + svg.substring(root) + "\n";
  }

  private CategoryChart chart() {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(suite.name())
            .yAxisTitle("ns/op")
            .build();
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setYAxisMin(AXIS_MIN);
    // Dashes are written one by one and enlarge the file.
    chart.getStyler().setPlotGridLinesStroke(new BasicStroke());
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart.getStyler().setXAxisLabelRotation(LABEL_ROTATION);
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
