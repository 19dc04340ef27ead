package io.tidings.samples.langchain4j;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;

/** Agent that writes an article, with a tool in the process and two guardrails. */
public interface Writer {

  /** Returns an article. */
  @Agent(name = "writer", description = "Writes an article", outputKey = "article")
  @UserMessage("Write about {{topic}}, with these facts: {{facts}}")
  String write(@V("topic") String topic, @V("facts") String facts);
}
