package io.tidings.samples.demo;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The options of the demo. Immutable.
 *
 * @param budget the read budget in bytes, at least 1
 * @param seed the seed of random choices
 * @param detail the level of detail of the output
 * @param json whether the output is JSON
 * @param log the log file, or null
 * @param store the trail file, or null
 */
public record DemoOptions(
    long budget, long seed, Detail detail, boolean json, @Nullable Path log, @Nullable Path store) {

  /** The default of {@link #budget()}: 1 MiB, which most directories exceed. */
  public static final long DEFAULT_BUDGET = 1L << 20;

  /** The default of {@link #seed()}. */
  public static final long DEFAULT_SEED = 1;

  /** The level of detail of the output. */
  public enum Detail {
    /** The summary only. */
    QUIET,

    /** The events, those of a single file for the first files only. */
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

  /** Returns the default options: no JSON and no files. */
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

  /** Returns these options with another level of detail. */
  public DemoOptions withDetail(Detail level) {
    return new DemoOptions(budget, seed, level, json, log, store);
  }

  /** Returns these options with or without JSON output. */
  public DemoOptions withJson(boolean isJson) {
    return new DemoOptions(budget, seed, detail, isJson, log, store);
  }

  /** Returns these options with other files, each of which may be null. */
  public DemoOptions withFiles(@Nullable Path logFile, @Nullable Path storeFile) {
    return new DemoOptions(budget, seed, detail, json, logFile, storeFile);
  }
}
