package io.tidings.event.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * What a row of the budget says must not be allocated. Immutable.
 *
 * @param measured the benchmark
 * @param beside the benchmark that may allocate, if what is measured may do that too but no more
 */
record Allocation(String measured, @Nullable String beside) {

  /** Nothing at all. */
  static Allocation of(String measured) {
    return new Allocation(measured, null);
  }

  /** Returns the bytes for each operation that there should not be. */
  double in(Results results) {
    double all = results.allocated(measured);
    return beside == null ? all : Math.max(0, all - results.allocated(beside));
  }
}
