package io.tidings.samples.demo.steps;

import io.tidings.event.services.plan.PlanPhase;
import io.tidings.event.services.sandbox.SandboxService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Something goes wrong in the sandbox, and is taken back: to a checkpoint, and to the beginning.
 */
final class RollbackStep implements Step {

  @Override
  public void play(ScriptState stage) throws IOException {
    SandboxService sandboxes = stage.services.sandboxes();
    String id = stage.sandbox().id();
    Path wrong = sandboxes.resolve(id, Path.of(stage.reportName));
    Files.writeString(wrong, "# Draft\n");
    String draft = sandboxes.checkpoint(id, "a draft to go back to", PlanPhase.EXECUTE).id();
    Files.writeString(wrong, "this is no report\n");
    sandboxes.restore(draft);
    sandboxes.rollBack(id);
  }
}
