package io.tidings.event.benchmarks;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Row of the budget. Immutable.
 *
 * @param suite the name of the suite that measures it
 * @param path the measured path
 * @param budget the budget and the goal as text
 * @param formula the quantity compared with the limit
 * @param limit the limit
 * @param unallocated the allocation limits
 */
record Row(
    String suite,
    String path,
    String budget,
    Formula formula,
    Limit limit,
    List<Allocation> unallocated) {

  /** Bytes per operation below which an allocation counts as zero. */
  static final double ZERO_BYTES = 0.01;

  /**
   * Evaluation of a row for a run.
   *
   * @param measured the value of the formula over the rounds
   * @param bytes the maximum of the excess bytes per operation; 0 without an allocation limit
   */
  record Judgement(Row row, Verdict verdict, Interval measured, double bytes) {

    boolean reachesGoal() {
      return verdict == Verdict.MET && row.limit().reachesGoal(measured);
    }
  }

  /** Evaluates a run; a run that is not full is undecided. */
  Judgement judge(Results results) {
    Interval measured =
        Interval.of(
            IntStream.range(0, results.protocol().rounds())
                .mapToObj(round -> formula.of(name -> quantity(results, name, round)))
                .toList());
    double bytes =
        unallocated.stream().mapToDouble(allocation -> allocation.in(results)).max().orElse(0);
    Verdict verdict = bytes < ZERO_BYTES ? limit.judge(measured) : Verdict.MISSED;
    return new Judgement(
        this, results.protocol().isFull() ? verdict : Verdict.UNDECIDED, measured, bytes);
  }

  private double quantity(Results results, String name, int round) {
    return formula.quantity().applyAsDouble(results.figure(name).rounds().get(round));
  }
}
