package io.tidings.samples.langchain4j;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.V;

/** System of agents that publishes articles. */
public interface Newsroom {

  /** Returns an article about a topic. */
  @Agent(name = "newsroom")
  String publish(@MemoryId String desk, @V("topic") String topic);
}
