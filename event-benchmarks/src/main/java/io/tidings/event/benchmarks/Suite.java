package io.tidings.event.benchmarks;

import java.util.Map;

/**
 * Suite: the benchmarks of a class, measured in one run. Immutable.
 *
 * @param name the name on the command line and in result files
 * @param about the description in the document
 * @param benchmarks the class of the benchmarks
 * @param params values that override those of the class's parameters
 */
record Suite(String name, String about, Class<?> benchmarks, Map<String, String> params) {

  Suite(String name, String about, Class<?> benchmarks) {
    this(name, about, benchmarks, Map.of());
  }

  /** Returns the chart's file name. */
  String chart() {
    return name + ".svg";
  }
}
