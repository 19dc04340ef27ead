package io.tidings.event.cli.measure;

import java.util.List;

/** Counts as a line of block characters. Stateless. */
public final class Sparklines {

  private static final String HEIGHTS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";

  private Sparklines() {}

  /** Returns a block for each count, its height relative to the greatest; a blank for zero. */
  public static String of(List<Long> counts) {
    long most = counts.stream().mapToLong(Long::longValue).max().orElse(0);
    StringBuilder line = new StringBuilder();
    for (long count : counts) {
      double share = most == 0 ? 0 : (double) count / most;
      int height = (int) Math.round(share * (HEIGHTS.length() - 1));
      line.append(count == 0 ? ' ' : HEIGHTS.charAt(height));
    }
    return line.toString();
  }
}
