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
 * What the acts share: the services, the places, and what earlier acts have left. Confined to one
 * thread.
 */
final class ScriptState {

  final ScriptOptions setting;
  final Services services;
  final Causes causes;
  final Traces traces;
  final Project project;
  final DirectoryTree workspace;
  final WorkDirectory place;
  final SecondCopy copy;
  final Outcome outcome;
  final Random random;
  final DirectorySnapshot before;

  /** Texts that may be worth a place in the context. */
  final List<ContextFragment> fragments = new ArrayList<>();

  /** Files with the numbers of lines the survey found. */
  final List<Testcase> testcases = new ArrayList<>();

  String sessionId = "";
  String planId = "";
  String reportName = "";
  @Nullable Sandbox sandbox;

  ScriptState(
      ScriptOptions setting,
      Services services,
      Causes causes,
      Traces traces,
      DirectoryTree workspace,
      WorkDirectory place,
      SecondCopy copy,
      Outcome outcome,
      Random random,
      DirectorySnapshot before) {
    this.setting = setting;
    this.services = services;
    this.causes = causes;
    this.traces = traces;
    this.project = Project.of(setting.directory(), setting.user());
    this.workspace = workspace;
    this.place = place;
    this.copy = copy;
    this.outcome = outcome;
    this.random = random;
    this.before = before;
  }

  /**
   * A file and how many lines it has.
   *
   * @param id an id of its own
   * @param file where it is below the directory, and below the second copy
   * @param lines how many lines it has
   */
  record Testcase(String id, Path file, long lines) {}

  /**
   * Goes on.
   *
   * @throws Stopped if nobody wants that any more
   */
  void goOn() {
    if (setting.stopped().getAsBoolean()) {
      throw new ScriptStoppedException();
    }
  }

  /** Returns the plan, as it is looked at by invariants. */
  PlanInPhase in(PlanPhase phase) {
    return new PlanInPhase(planId, project.name(), phase);
  }

  /** Returns the sandbox of the plan, which an earlier act has made. */
  Sandbox sandbox() {
    if (sandbox == null) {
      throw new IllegalStateException("there is no sandbox yet");
    }
    return sandbox;
  }
}
