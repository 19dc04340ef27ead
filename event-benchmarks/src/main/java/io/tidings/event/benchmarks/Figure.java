package io.tidings.event.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measurements of one benchmark, by round. Immutable.
 *
 * @param benchmark class and method, such as {@code EmitBenchmark.bus}
 * @param params the values of its parameters
 * @param rounds one per fork, in order
 */
record Figure(String benchmark, Map<String, String> params, List<Round> rounds) {

  /**
   * Measurements of one fork.
   *
   * @param nanos the mean of each measured iteration, in nanoseconds per operation
   * @param bytes the allocated bytes per operation
   */
  record Round(List<Double> nanos, double bytes) {

    double mean() {
      return nanos.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    double bytesPerNano() {
      return bytes / mean();
    }
  }

  /**
   * Returns the name used by rows of the budget, such as {@code EmitBenchmark.bus(callbacks=1)}.
   */
  String name() {
    return name(benchmark, params);
  }

  static String name(String benchmark, Map<String, String> params) {
    return params.isEmpty()
        ? benchmark
        : benchmark + new TreeMap<>(params).toString().replace('{', '(').replace('}', ')');
  }

  /** Returns method and parameter values, such as {@code bus 1}. */
  String label() {
    String method = benchmark.substring(benchmark.indexOf('.') + 1);
    return params.isEmpty() ? method : method + " " + String.join(" ", params.values());
  }

  Interval nanos() {
    return Interval.of(rounds.stream().map(Round::mean).toList());
  }
}
