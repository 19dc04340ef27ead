package io.tidings.samples.demo.steps;

import io.tidings.samples.demo.directory.Findings;
import io.tidings.samples.demo.tools.JavaCompile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the script has come to, so far; it is filled act by act, so that there is something to show
 * however early it ends. Confined to one thread.
 */
public final class Outcome {

  final Findings findings = new Findings();
  final Map<String, String> plans = new LinkedHashMap<>();
  final Map<String, String> answers = new LinkedHashMap<>();
  final Map<String, Boolean> checks = new LinkedHashMap<>();
  List<JavaCompile.CompileResult> compiled = List.of();
  String copied = "";
  String committed = "";
  String testcases = "";
  String untouched = "not looked at again";
  @Nullable String planId;
  @Nullable Path workplace;
  @Nullable Exception failure;

  /** Returns what was found in the directory. */
  public Findings findings() {
    return findings;
  }

  /** Returns how each plan ended, by what it was for. */
  public Map<String, String> plans() {
    return new LinkedHashMap<>(plans);
  }

  /** Returns what the context has answered, by the query. */
  public Map<String, String> answers() {
    return new LinkedHashMap<>(answers);
  }

  /** Returns what was checked of the directory and the report, and whether it holds. */
  public Map<String, Boolean> checks() {
    return new LinkedHashMap<>(checks);
  }

  /** Returns what the compiler said of each source. */
  public List<JavaCompile.CompileResult> compiled() {
    return compiled;
  }

  /** Returns what the second copy has. */
  public String copied() {
    return copied;
  }

  /** Returns what was committed to it. */
  public String committed() {
    return committed;
  }

  /** Returns how the test cases ended. */
  public String testcases() {
    return testcases;
  }

  /** Returns whether the directory is as it was. */
  public String untouched() {
    return untouched;
  }

  /** Returns the id of the plan that the report is made by, or null if it did not come so far. */
  public @Nullable String planId() {
    return planId;
  }

  /** Returns where the work was done, or null if it did not come so far. */
  public @Nullable Path workplace() {
    return workplace;
  }

  /** Returns what ended the script before its time, or null. */
  public @Nullable Exception failure() {
    return failure;
  }
}
