package io.tidings.event.benchmarks;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One row of the budget. Immutable.
 *
 * @param suite the name of the suite that measures it
 * @param path what it is about
 * @param budget the budget and the goal in words
 * @param formula what is held against the limit
 * @param limit the limit
 * @param unallocated what must not be allocated
 */
record Row(
    String suite,
    String path,
    String budget,
    Formula formula,
    Limit limit,
    List<Allocation> unallocated) {

  /** Less than this for each operation is nothing. */
  static final double NOTHING = 0.01;

  /**
   * What a run says about a row.
   *
   * @param measured what the formula gives over the rounds
   * @param bytes the most that was allocated for an operation; 0 if that does not count
   */
  record Judgement(Row row, Verdict verdict, Interval measured, double bytes) {

    boolean reachesGoal() {
      return verdict == Verdict.MET && row.limit().reachesGoal(measured);
    }
  }

  /** Judges a run; one that is not full decides nothing. */
  Judgement judge(Results results) {
    Interval measured =
        Interval.of(
            IntStream.range(0, results.protocol().rounds())
                .mapToObj(round -> formula.of(name -> quantity(results, name, round)))
                .toList());
    double bytes = unallocated.stream().mapToDouble(none -> none.in(results)).max().orElse(0);
    Verdict verdict = bytes < NOTHING ? limit.judge(measured) : Verdict.MISSED;
    return new Judgement(
        this, results.protocol().isFull() ? verdict : Verdict.UNDECIDED, measured, bytes);
  }

  private double quantity(Results results, String name, int round) {
    return formula.quantity().applyAsDouble(results.figure(name).rounds().get(round));
  }
}
