package io.tidings.samples.demo.steps;

import io.tidings.event.cli.text.DisplayText;
import io.tidings.event.services.plan.ApplyReport;
import io.tidings.event.services.resource.ResourceWatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What was made in the sandbox is brought into the second copy, while a watcher looks on. */
final class ApplyStep implements Step {

  @Override
  public void play(ScriptState stage) throws Exception {
    List<Path> changed;
    try (ResourceWatcher watcher =
        ResourceWatcher.open(stage.services.options(), "second-copy", stage.copy.root())) {
      changed = stage.services.sandboxes().commit(stage.sandbox().id());
      stage.services.held().letGo(stage.planId);
      watcher.await(WriteReportStep.PATIENCE);
    }
    testReport(stage);
    stage.outcome.committed = DisplayText.counted(changed.size(), "file") + ": " + changed.get(0);
    stage
        .services
        .plans()
        .completeApply(stage.planId, new ApplyReport(changed.size(), stage.outcome.checks()));
  }

  /** The report is a test case too, so that there is one in a directory without files. */
  private static void testReport(ScriptState stage) throws IOException {
    Path report = Path.of(stage.reportName);
    long lines = Files.readString(stage.copy.root().resolve(report)).lines().count();
    stage.testcases.add(0, new ScriptState.Testcase("lines-of-report", report, lines));
  }
}
