package io.tidings.event.cli.demo;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the demo was asked for. Immutable.
 *
 * @param budget how many bytes it means to read, at least 1
 * @param verbose whether it shows every event
 * @param log where every event goes as one line, or null
 */
public record DemoOptions(long budget, boolean verbose, @Nullable Path log) {

  /** The default of {@link #budget()}: 1 MiB, so that most directories exceed it. */
  public static final long DEFAULT_BUDGET = 1L << 20;

  /**
   * Creates options.
   *
   * @param budget how many bytes it means to read, at least 1
   * @param verbose whether it shows every event
   * @param log where every event goes as one line, or null
   * @throws IllegalArgumentException if the budget is not positive
   */
  public DemoOptions {
    if (budget < 1) {
      throw new IllegalArgumentException("budget must be at least 1 byte");
    }
  }

  /** Creates options without a log. */
  DemoOptions(long budget, boolean verbose) {
    this(budget, verbose, null);
  }
}
