package io.tidings.samples.demo.steps;

import io.tidings.event.EventContext;
import io.tidings.event.EventType;
import io.tidings.event.services.session.MessageRole;

/** A session with the request for a report. */
final class OpenSessionStep implements Step {

  @Override
  public void run(ScriptState state) {
    state.sessionId = state.services.sessions().create().id();
    try (EventContext.Handle session = state.causes.open(EventType.SESSION_CREATED)) {
      state
          .services
          .sessions()
          .append(
              state.sessionId, MessageRole.USER, "Report on " + state.project.name() + ", please.");
    }
  }
}
