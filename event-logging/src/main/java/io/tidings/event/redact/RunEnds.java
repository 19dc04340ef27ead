package io.tidings.event.redact;

/** Ends of runs of equal character sets in one text, each found once. Confined to one scan. */
final class RunEnds {

  private static final int SETS = CharRun.values().length;

  private final String text;
  private final int[] starts = new int[SETS];
  private final int[] ends = new int[SETS];

  RunEnds(String text) {
    this.text = text;
  }

  /** Returns the index after the run of a set's characters that starts at an index. */
  int of(CharRun run, int start) {
    int set = run.ordinal();
    if (start < starts[set] || start >= ends[set]) {
      int end = start;
      while (end < text.length() && run.contains(text.charAt(end))) {
        end++;
      }
      starts[set] = start;
      ends[set] = end;
    }
    return ends[set];
  }
}
