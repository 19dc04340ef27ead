package io.tidings.samples.demo.steps;

import io.tidings.event.services.session.MessageRole;
import java.nio.file.Files;

/** The answer to the user: the report, appended to the session. */
final class CloseSessionStep implements Step {

  @Override
  public void run(ScriptState state) throws Exception {
    String report = Files.readString(state.copy.root().resolve(state.reportName));
    state.services.sessions().append(state.sessionId, MessageRole.ASSISTANT, report);
  }
}
