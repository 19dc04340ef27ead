package io.tidings.samples.demo.steps;

import io.tidings.event.cli.text.DisplayText;
import io.tidings.event.services.plan.ApplyReport;
import io.tidings.event.services.resource.ResourceWatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Commit of the sandbox into the second copy, under a resource watcher. */
final class ApplyStep implements Step {

  @Override
  public void run(ScriptState state) throws Exception {
    List<Path> changed;
    try (ResourceWatcher watcher =
        ResourceWatcher.open(state.services.options(), "second-copy", state.copy.root())) {
      changed = state.services.sandboxes().commit(state.sandbox().id());
      state.services.planSandboxes().forget(state.planId);
      watcher.await(WriteReportStep.CHANGE_TIMEOUT);
    }
    testReport(state);
    state.outcome.commitSummary =
        DisplayText.counted(changed.size(), "file") + ": " + changed.get(0);
    state
        .services
        .plans()
        .completeApply(state.planId, new ApplyReport(changed.size(), state.outcome.checks()));
  }

  /** Adds the report as a test case, so that a directory without files has one, too. */
  private static void testReport(ScriptState state) throws IOException {
    Path report = Path.of(state.reportName);
    long lines = Files.readString(state.copy.root().resolve(report)).lines().count();
    state.testcases.add(0, new ScriptState.Testcase("lines-of-report", report, lines));
  }
}
