package io.tidings.event.benchmarks;

import java.util.Locale;

/** What a measurement says about a budget; the one to be read first comes first. */
enum Verdict {
  MISSED,
  UNDECIDED,
  MET;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
