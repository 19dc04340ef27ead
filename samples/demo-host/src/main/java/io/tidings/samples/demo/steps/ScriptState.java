package io.tidings.samples.demo.steps;

import io.tidings.event.services.context.ContextFragment;
import io.tidings.event.services.invariant.PlanInPhase;
import io.tidings.event.services.plan.PlanPhase;
import io.tidings.event.services.sandbox.Sandbox;
import io.tidings.samples.demo.directory.DirectorySnapshot;
import io.tidings.samples.demo.directory.DirectoryTree;
import io.tidings.samples.demo.directory.Project;
import io.tidings.samples.demo.directory.SecondCopy;
import io.tidings.samples.demo.directory.WorkDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The state that the steps share: services, directories and results of earlier steps. Confined to
 * one thread.
 */
final class ScriptState {

  final ScriptOptions options;
  final Services services;
  final Causes causes;
  final Traces traces;
  final Project project;
  final DirectoryTree tree;
  final WorkDirectory workDirectory;
  final SecondCopy copy;
  final Outcome outcome;
  final Random random;
  final DirectorySnapshot before;

  /** Candidates for the context. */
  final List<ContextFragment> fragments = new ArrayList<>();

  /** Files with the line counts of the survey. */
  final List<Testcase> testcases = new ArrayList<>();

  String sessionId = "";
  String planId = "";
  String reportName = "";
  @Nullable Sandbox sandbox;

  ScriptState(
      ScriptOptions options,
      Services services,
      Causes causes,
      Traces traces,
      DirectoryTree tree,
      WorkDirectory workDirectory,
      SecondCopy copy,
      Outcome outcome,
      Random random,
      DirectorySnapshot before) {
    this.options = options;
    this.services = services;
    this.causes = causes;
    this.traces = traces;
    this.project = Project.of(options.directory(), options.user());
    this.tree = tree;
    this.workDirectory = workDirectory;
    this.copy = copy;
    this.outcome = outcome;
    this.random = random;
    this.before = before;
  }

  /**
   * A file and its number of lines.
   *
   * @param id the id of the test case
   * @param file the path relative to the directory and to the second copy
   * @param lines the number of lines
   */
  record Testcase(String id, Path file, long lines) {}

  /**
   * Returns normally unless the script is to stop.
   *
   * @throws ScriptStoppedException if the script is to stop
   */
  void checkNotStopped() {
    if (options.stopRequested().getAsBoolean()) {
      throw new ScriptStoppedException();
    }
  }

  /** Returns the plan in a phase, for the enforcement of invariants. */
  PlanInPhase in(PlanPhase phase) {
    return new PlanInPhase(planId, project.name(), phase);
  }

  /**
   * Returns the sandbox of the plan.
   *
   * @throws IllegalStateException if no earlier step has created it
   */
  Sandbox sandbox() {
    if (sandbox == null) {
      throw new IllegalStateException("no step has created the sandbox");
    }
    return sandbox;
  }
}
