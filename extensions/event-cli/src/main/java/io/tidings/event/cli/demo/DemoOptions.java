package io.tidings.event.cli.demo;

/**
 * What the demo was asked for. Immutable.
 *
 * @param budget how many bytes it means to read, at least 1
 * @param verbose whether it shows every event
 */
public record DemoOptions(long budget, boolean verbose) {

  /** The default of {@link #budget()}: 1 MiB, so that most directories exceed it. */
  public static final long DEFAULT_BUDGET = 1L << 20;

  /**
   * Creates options.
   *
   * @param budget how many bytes it means to read, at least 1
   * @param verbose whether it shows every event
   * @throws IllegalArgumentException if the budget is not positive
   */
  public DemoOptions {
    if (budget < 1) {
      throw new IllegalArgumentException("budget must be at least 1 byte");
    }
  }
}
