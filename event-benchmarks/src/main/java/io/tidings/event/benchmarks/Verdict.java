package io.tidings.event.benchmarks;

import java.util.Locale;

/** Verdict of a measurement on a budget, in order of severity. */
enum Verdict {
  MISSED,
  UNDECIDED,
  MET;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
