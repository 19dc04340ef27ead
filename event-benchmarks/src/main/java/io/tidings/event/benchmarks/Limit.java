package io.tidings.event.benchmarks;

/**
 * Budget of a row with an optional stricter goal. Immutable.
 *
 * @param budget the required bound
 * @param goal the desired bound; equals the budget if there is none
 * @param isUpper whether the bound is an upper one
 */
record Limit(double budget, double goal, boolean isUpper) {

  static Limit atMost(double budget, double goal) {
    return new Limit(budget, goal, true);
  }

  static Limit atMost(double budget) {
    return new Limit(budget, budget, true);
  }

  static Limit atLeast(double budget) {
    return new Limit(budget, budget, false);
  }

  /**
   * Returns the verdict on the whole interval; an interval that contains the bound is undecided.
   */
  Verdict judge(Interval measured) {
    return judge(measured, budget);
  }

  /** Returns whether there is a goal and the whole interval meets it. */
  boolean reachesGoal(Interval measured) {
    return goal != budget && judge(measured, goal) == Verdict.MET;
  }

  private Verdict judge(Interval measured, double bound) {
    if (isUpper ? measured.upper() <= bound : measured.lower() >= bound) {
      return Verdict.MET;
    }
    return (isUpper ? measured.lower() > bound : measured.upper() < bound)
        ? Verdict.MISSED
        : Verdict.UNDECIDED;
  }
}
