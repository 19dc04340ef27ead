package io.tidings.event.benchmarks;

import java.util.Map;

/**
 * What is measured side by side, in one run: the benchmarks of a class. Immutable.
 *
 * @param name what the command line and the files of results call it
 * @param about what is measured, for the document
 * @param benchmarks the class with the benchmarks
 * @param params values in place of those that the class gives its parameters
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
