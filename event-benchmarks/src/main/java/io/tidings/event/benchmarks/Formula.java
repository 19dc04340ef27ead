package io.tidings.event.benchmarks;

import java.util.function.ToDoubleFunction;

/**
 * Calculation of a row's quantity from the figures of one round, so that only benchmarks measured
 * within the same minutes are compared. Immutable.
 *
 * @param unit the unit of the result in the document
 * @param quantity the input per benchmark: time or bytes of an operation
 * @param calculation computes the result from the inputs by name of benchmark
 */
record Formula(
    String unit,
    ToDoubleFunction<Figure.Round> quantity,
    ToDoubleFunction<ToDoubleFunction<String>> calculation) {

  /** Returns the time of a benchmark. */
  static Formula time(String measured) {
    return new Formula("ns", Figure.Round::mean, nanos -> nanos.applyAsDouble(measured));
  }

  /** Returns the additional time of a benchmark per part, for {@code parts} equal parts. */
  static Formula difference(String measured, String reference, int parts) {
    return new Formula(
        parts == 1 ? "ns more" : "ns more each",
        Figure.Round::mean,
        nanos -> (nanos.applyAsDouble(measured) - nanos.applyAsDouble(reference)) / parts);
  }

  /** Returns the ratio of the times of two benchmarks. */
  static Formula ratio(String measured, String reference) {
    return new Formula(
        "times",
        Figure.Round::mean,
        nanos -> nanos.applyAsDouble(measured) / nanos.applyAsDouble(reference));
  }

  /** Returns the ratio of the allocations of two benchmarks. */
  static Formula allocation(String measured, String reference) {
    return new Formula(
        "times",
        Figure.Round::bytes,
        bytes -> bytes.applyAsDouble(measured) / bytes.applyAsDouble(reference));
  }

  /** Returns the scaling from one thread to two, relative to the scaling of the reference. */
  static Formula scaling(
      String measuredOne, String measuredTwo, String referenceOne, String referenceTwo) {
    Formula measured = ratio(measuredOne, measuredTwo);
    Formula reference = ratio(referenceOne, referenceTwo);
    return new Formula(
        "of the loop's", Figure.Round::mean, nanos -> measured.of(nanos) / reference.of(nanos));
  }

  double of(ToDoubleFunction<String> quantities) {
    return calculation.applyAsDouble(quantities);
  }
}
