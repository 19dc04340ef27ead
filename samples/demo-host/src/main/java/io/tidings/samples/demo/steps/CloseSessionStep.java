package io.tidings.samples.demo.steps;

import io.tidings.event.services.session.MessageRole;
import java.nio.file.Files;

/** The session gets its answer. */
final class CloseSessionStep implements Step {

  @Override
  public void play(ScriptState stage) throws Exception {
    String report = Files.readString(stage.copy.root().resolve(stage.reportName));
    stage.services.sessions().append(stage.sessionId, MessageRole.ASSISTANT, report);
  }
}
