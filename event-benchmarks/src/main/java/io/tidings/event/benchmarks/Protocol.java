package io.tidings.event.benchmarks;

/**
 * How a suite is measured: in each round every benchmark once, in a JVM of its own. Immutable.
 *
 * @param rounds how many times each benchmark is measured
 * @param warmup how many iterations are thrown away in each
 * @param iterations how many iterations count in each
 * @param millis how long an iteration takes, in milliseconds
 */
record Protocol(int rounds, int warmup, int iterations, int millis) {

  static final Protocol FULL = new Protocol(5, 5, 5, 200);

  /** Tells whether something works, not how fast it is. */
  static final Protocol QUICK = new Protocol(2, 2, 2, 100);

  /** Tells whether there are enough rounds to judge by. */
  boolean isFull() {
    return rounds >= FULL.rounds;
  }
}
