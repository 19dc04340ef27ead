package io.tidings.samples.demo;

/**
 * The figures of a run as the handlers of the bus recorded them.
 *
 * @param tally counts of events by kind
 * @param failures counts of isolated failures
 * @param tree the tree of causes
 * @param nanos the duration
 */
record RunStatistics(Tally tally, IsolatedFailures failures, PlanTree tree, long nanos) {

  private static final double NANOS = 1e9;

  double seconds() {
    return Math.max(1, nanos) / NANOS;
  }

  double perSecond() {
    return tally.total() / seconds();
  }
}
