package io.tidings.samples.demo.steps;

import io.tidings.event.EventContext;
import io.tidings.event.EventType;
import io.tidings.event.services.session.MessageRole;

/** Somebody opens a session and asks for a report. */
final class OpenSessionStep implements Step {

  @Override
  public void play(ScriptState stage) {
    stage.sessionId = stage.services.sessions().create().id();
    try (EventContext.Handle session = stage.causes.open(EventType.SESSION_CREATED)) {
      stage
          .services
          .sessions()
          .append(
              stage.sessionId, MessageRole.USER, "Report on " + stage.project.name() + ", please.");
    }
  }
}
