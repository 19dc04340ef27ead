package io.tidings.samples.demo.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;

/** The second copy of the directory is indexed, and gets a sandbox. */
final class CopyStep implements Step {

  @Override
  public void play(ScriptState stage) throws IOException {
    stage.testcases.removeIf(testcase -> Files.notExists(inCopy(stage, testcase.file())));
    Collections.shuffle(stage.testcases, stage.random);
    stage.services.indexer().index("second-copy", stage.copy.root());
    stage.sandbox = stage.services.sandboxes().create(stage.planId, stage.copy.root());
    stage.services.held().hold(stage.planId, stage.sandbox().id());
  }

  private static Path inCopy(ScriptState stage, Path file) {
    return stage.copy.root().resolve(file);
  }
}
