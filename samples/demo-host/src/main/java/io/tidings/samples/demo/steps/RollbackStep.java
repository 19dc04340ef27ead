package io.tidings.samples.demo.steps;

import io.tidings.event.services.plan.PlanPhase;
import io.tidings.event.services.sandbox.SandboxService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A wrong change in the sandbox, undone twice: to a checkpoint and to the initial state. */
final class RollbackStep implements Step {

  @Override
  public void run(ScriptState state) throws IOException {
    SandboxService sandboxes = state.services.sandboxes();
    String id = state.sandbox().id();
    Path report = sandboxes.resolve(id, Path.of(state.reportName));
    Files.writeString(report, "# Draft\n");
    String draft = sandboxes.checkpoint(id, "a draft to go back to", PlanPhase.EXECUTE).id();
    Files.writeString(report, "this is no report\n");
    sandboxes.restore(draft);
    sandboxes.rollBack(id);
  }
}
