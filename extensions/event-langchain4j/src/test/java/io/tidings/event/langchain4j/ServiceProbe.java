package io.tidings.event.langchain4j;

import dev.langchain4j.service.AiServices;
import io.tidings.event.testkit.RecordingEventBus;

/** Call of an AI service, for a class path of its own. */
public final class ServiceProbe {

  private ServiceProbe() {}

  interface Assistant {
    String chat(String text);
  }

  /** Returns the number of events of a call with one tool. */
  public static int call() {
    try (RecordingEventBus bus = RecordingEventBus.create()) {
      LangChain4jEvents.on(bus)
          .attach(
              AiServices.builder(Assistant.class)
                  .chatModel(Script.calling("first"))
                  .tools(new Tools(bus)))
          .build()
          .chat("go");
      return bus.recording().events().size();
    }
  }
}
