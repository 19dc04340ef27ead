package io.tidings.event.langchain4j;

import dev.langchain4j.agent.tool.Tool;
import java.util.function.Supplier;

/** Tool that asks another service or system of agents. */
final class Asking {

  private final Supplier<String> other;

  Asking(Supplier<String> other) {
    this.other = other;
  }

  @Tool
  String asking() {
    return other.get();
  }
}
