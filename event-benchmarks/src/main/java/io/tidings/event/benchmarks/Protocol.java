package io.tidings.event.benchmarks;

/**
 * Measurement protocol of a suite: each round runs every benchmark once, in a JVM of its own.
 * Immutable.
 *
 * @param rounds the number of rounds
 * @param warmup the number of discarded iterations per round
 * @param iterations the number of measured iterations per round
 * @param millis the duration of an iteration, in milliseconds
 */
record Protocol(int rounds, int warmup, int iterations, int millis) {

  static final Protocol FULL = new Protocol(5, 5, 5, 200);

  /** Protocol for a functional check; its figures are not meaningful. */
  static final Protocol QUICK = new Protocol(2, 2, 2, 100);

  /** Returns whether there are enough rounds for a verdict. */
  boolean isFull() {
    return rounds >= FULL.rounds;
  }
}
