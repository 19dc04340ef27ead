package io.tidings.event.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * Allocation limit of a row of the budget. Immutable.
 *
 * @param measured the benchmark
 * @param reference the benchmark whose allocation is permitted, or null if none is
 */
record Allocation(String measured, @Nullable String reference) {

  /** Returns a limit that permits no allocation. */
  static Allocation of(String measured) {
    return new Allocation(measured, null);
  }

  /** Returns the excess bytes per operation. */
  double in(Results results) {
    double all = results.allocated(measured);
    return reference == null ? all : Math.max(0, all - results.allocated(reference));
  }
}
