package io.tidings.samples.demo.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;

/** The index of the second copy and a sandbox over it. */
final class CopyStep implements Step {

  @Override
  public void run(ScriptState state) throws IOException {
    state.testcases.removeIf(testcase -> Files.notExists(inCopy(state, testcase.file())));
    Collections.shuffle(state.testcases, state.random);
    state.services.indexer().index("second-copy", state.copy.root());
    state.sandbox = state.services.sandboxes().create(state.planId, state.copy.root());
    state.services.planSandboxes().register(state.planId, state.sandbox().id());
  }

  private static Path inCopy(ScriptState state, Path file) {
    return state.copy.root().resolve(file);
  }
}
