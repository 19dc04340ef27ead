package io.tidings.event.benchmarks;

/**
 * The budget of a row, and the goal beyond it. Immutable.
 *
 * @param budget the bound that has to be kept
 * @param goal the bound that would be better still; the budget if there is no other
 * @param isMost whether less is better
 */
record Limit(double budget, double goal, boolean isMost) {

  static Limit atMost(double budget, double goal) {
    return new Limit(budget, goal, true);
  }

  static Limit atMost(double budget) {
    return new Limit(budget, budget, true);
  }

  static Limit atLeast(double budget) {
    return new Limit(budget, budget, false);
  }

  /** Judges by the whole interval: what lies on both sides of the bound is undecided. */
  Verdict judge(Interval measured) {
    return judge(measured, budget);
  }

  boolean reachesGoal(Interval measured) {
    return goal != budget && judge(measured, goal) == Verdict.MET;
  }

  private Verdict judge(Interval measured, double bound) {
    if (isMost ? measured.upper() <= bound : measured.lower() >= bound) {
      return Verdict.MET;
    }
    return (isMost ? measured.lower() > bound : measured.upper() < bound)
        ? Verdict.MISSED
        : Verdict.UNDECIDED;
  }
}
