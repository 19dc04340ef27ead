package io.tidings.event.benchmarks;

import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/** Mean with its 95 % confidence interval over the rounds, by Student's t. Immutable. */
record Interval(double mean, double lower, double upper) {

  private static final double TAIL = 0.975;

  /** Returns the interval of at least one value; a single value has infinite bounds. */
  static Interval of(List<Double> values) {
    SummaryStatistics statistics = new SummaryStatistics();
    values.forEach(statistics::addValue);
    double mean = statistics.getMean();
    if (values.size() < 2) {
      return new Interval(mean, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    double half =
        new TDistribution(values.size() - 1.0).inverseCumulativeProbability(TAIL)
            * statistics.getStandardDeviation()
            / Math.sqrt(values.size());
    return new Interval(mean, mean - half, mean + half);
  }
}
