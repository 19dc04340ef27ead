package io.tidings.samples.demo.steps;

import io.tidings.samples.demo.directory.Findings;
import io.tidings.samples.demo.tools.JavaCompile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The results of the script so far. Each step adds its own, so that an early end has results, too.
 * Confined to one thread.
 */
public final class Outcome {

  final Findings findings = new Findings();
  final Map<String, String> plans = new LinkedHashMap<>();
  final Map<String, String> answers = new LinkedHashMap<>();
  final Map<String, Boolean> checks = new LinkedHashMap<>();
  List<JavaCompile.CompileResult> compileResults = List.of();
  String copySummary = "";
  String commitSummary = "";
  String testSummary = "";
  String directoryState = "not verified";
  @Nullable String planId;
  @Nullable Path workDirectory;
  @Nullable Exception failure;

  /** Returns the findings in the directory. */
  public Findings findings() {
    return findings;
  }

  /** Returns the end of each plan by its name. */
  public Map<String, String> plans() {
    return new LinkedHashMap<>(plans);
  }

  /** Returns the answer of the context to each query. */
  public Map<String, String> answers() {
    return new LinkedHashMap<>(answers);
  }

  /** Returns the checks of the directory and the report, and whether each holds. */
  public Map<String, Boolean> checks() {
    return new LinkedHashMap<>(checks);
  }

  /** Returns the result of the compiler for each source. */
  public List<JavaCompile.CompileResult> compileResults() {
    return compileResults;
  }

  /** Returns the size of the second copy. */
  public String copySummary() {
    return copySummary;
  }

  /** Returns the files that were committed to the second copy. */
  public String commitSummary() {
    return commitSummary;
  }

  /** Returns the number of test cases that passed. */
  public String testSummary() {
    return testSummary;
  }

  /** Returns whether the directory is unchanged. */
  public String directoryState() {
    return directoryState;
  }

  /**
   * Returns the id of the plan of the report, or null if the script ended before it was created.
   */
  public @Nullable String planId() {
    return planId;
  }

  /** Returns the work directory, or null if the script ended before it was created. */
  public @Nullable Path workDirectory() {
    return workDirectory;
  }

  /** Returns the failure that ended the script early, or null. */
  public @Nullable Exception failure() {
    return failure;
  }
}
