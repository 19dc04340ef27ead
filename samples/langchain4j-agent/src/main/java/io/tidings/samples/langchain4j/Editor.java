package io.tidings.samples.langchain4j;

import dev.langchain4j.service.UserMessage;

/** AI service that finds a headline. */
public interface Editor {

  /** Returns a headline. */
  @UserMessage("Find a headline for this topic: {{it}}")
  String headline(String topic);
}
