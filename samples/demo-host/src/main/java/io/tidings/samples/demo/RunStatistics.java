package io.tidings.samples.demo;

/**
 * What the handlers have heard of a run.
 *
 * @param tally how many events of each kind
 * @param failures what the bus kept from spreading
 * @param tree what caused what
 * @param nanos how long it took
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
