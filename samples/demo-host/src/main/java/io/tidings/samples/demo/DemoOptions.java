package io.tidings.samples.demo;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the demo was asked for. Immutable.
 *
 * @param budget how many bytes it means to read, at least 1
 * @param seed what its chances begin with
 * @param detail how much it shows
 * @param json whether it shows JSON
 * @param log where every event goes as one line, or null
 * @param store where every event is stored, or null
 */
public record DemoOptions(
    long budget, long seed, Detail detail, boolean json, @Nullable Path log, @Nullable Path store) {

  /** The default of {@link #budget()}: 1 MiB, so that most directories exceed it. */
  public static final long DEFAULT_BUDGET = 1L << 20;

  /** The default of {@link #seed()}. */
  public static final long DEFAULT_SEED = 1;

  /** How much is shown. */
  public enum Detail {
    /** The summary alone. */
    QUIET,

    /** The events, those of a single file for the first few files. */
    NORMAL,

    /** Every event. */
    VERBOSE
  }

  /**
   * Creates options.
   *
   * @throws IllegalArgumentException if the budget is not positive
   */
  public DemoOptions {
    if (budget < 1) {
      throw new IllegalArgumentException("budget must be at least 1 byte");
    }
  }

  /** Returns the options of somebody who asks for nothing. */
  public static DemoOptions defaults() {
    return new DemoOptions(DEFAULT_BUDGET, DEFAULT_SEED, Detail.NORMAL, false, null, null);
  }

  /** Returns these options with another budget. */
  public DemoOptions withBudget(long bytes) {
    return new DemoOptions(bytes, seed, detail, json, log, store);
  }

  /** Returns these options with another seed. */
  public DemoOptions withSeed(long number) {
    return new DemoOptions(budget, number, detail, json, log, store);
  }

  /** Returns these options with more or less to be shown. */
  public DemoOptions withDetail(Detail more) {
    return new DemoOptions(budget, seed, more, json, log, store);
  }

  /** Returns these options with JSON in place of text, or not. */
  public DemoOptions withJson(boolean wanted) {
    return new DemoOptions(budget, seed, detail, wanted, log, store);
  }

  /** Returns these options with other files, or none. */
  public DemoOptions withFiles(@Nullable Path logFile, @Nullable Path storeFile) {
    return new DemoOptions(budget, seed, detail, json, logFile, storeFile);
  }
}
