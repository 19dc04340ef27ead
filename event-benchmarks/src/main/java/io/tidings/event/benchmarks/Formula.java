package io.tidings.event.benchmarks;

import java.util.function.ToDoubleFunction;

/**
 * What a row of the budget reckons from the figures of one round, so that only what was measured
 * within the same minutes is compared. Immutable.
 *
 * @param unit what comes out, for the document
 * @param quantity what it takes of each benchmark: the time or the bytes of an operation
 * @param reckoning takes that of each benchmark by its name
 */
record Formula(
    String unit,
    ToDoubleFunction<Figure.Round> quantity,
    ToDoubleFunction<ToDoubleFunction<String>> reckoning) {

  /** The time of one benchmark. */
  static Formula time(String measured) {
    return new Formula("ns", Figure.Round::mean, nanos -> nanos.applyAsDouble(measured));
  }

  /** How much longer one benchmark takes than another, for each of {@code parts} equal parts. */
  static Formula difference(String measured, String reference, int parts) {
    return new Formula(
        parts == 1 ? "ns more" : "ns more each",
        Figure.Round::mean,
        nanos -> (nanos.applyAsDouble(measured) - nanos.applyAsDouble(reference)) / parts);
  }

  /** How many times as long one benchmark takes as another. */
  static Formula ratio(String measured, String reference) {
    return new Formula(
        "times",
        Figure.Round::mean,
        nanos -> nanos.applyAsDouble(measured) / nanos.applyAsDouble(reference));
  }

  /** How many times as many bytes one benchmark allocates as another. */
  static Formula allocation(String measured, String reference) {
    return new Formula(
        "times",
        Figure.Round::bytes,
        bytes -> bytes.applyAsDouble(measured) / bytes.applyAsDouble(reference));
  }

  /** How well something bears two threads, as a part of how well the reference does. */
  static Formula scaling(
      String measuredOne, String measuredTwo, String referenceOne, String referenceTwo) {
    Formula measured = ratio(measuredOne, measuredTwo);
    Formula reference = ratio(referenceOne, referenceTwo);
    return new Formula(
        "of the loop's", Figure.Round::mean, nanos -> measured.of(nanos) / reference.of(nanos));
  }

  double of(ToDoubleFunction<String> quantities) {
    return reckoning.applyAsDouble(quantities);
  }
}
