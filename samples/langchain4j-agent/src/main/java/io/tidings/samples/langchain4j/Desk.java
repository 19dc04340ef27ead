package io.tidings.samples.langchain4j;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;

/** Tool of the writer that asks another AI service. */
final class Desk {

  private final Editor editor;

  Desk(Editor editor) {
    this.editor = editor;
  }

  /** Returns a headline of the editor. */
  @Tool(name = "find_headline", value = "Finds a headline")
  String findHeadline(@P("The topic") String topic) {
    return editor.headline(topic);
  }
}
