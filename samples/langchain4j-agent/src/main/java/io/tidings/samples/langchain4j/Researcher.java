package io.tidings.samples.langchain4j;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;

/** Agent that collects facts, with a tool of an MCP server. */
public interface Researcher {

  /** Returns facts about a topic. */
  @Agent(name = "researcher", description = "Collects facts", outputKey = "facts")
  @UserMessage("Collect facts about {{topic}}.")
  String research(@V("topic") String topic);
}
