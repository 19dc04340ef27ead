package io.tidings.event.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import io.tidings.event.agent.AgentStep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Open invocation of an AI service: its run and the open calls of its tools. Thread-safe. */
final class Invocation {

  private final AgentStep run;
  private final boolean ownsRun;
  private final boolean isStreaming;
  private final Map<ToolExecutionRequest, ToolCall> tools =
      Collections.synchronizedMap(new IdentityHashMap<>());

  /** Open call of a tool; the failure is set on the thread that executes the tool. */
  static final class ToolCall {
    final AgentStep step;
    volatile @Nullable Throwable failure;

    ToolCall(AgentStep step) {
      this.step = step;
    }
  }

  /**
   * Creates an invocation.
   *
   * @param ownsRun whether the run ends with the invocation; that of an agent ends with the agent
   * @param isStreaming whether the answer is a stream, whose failure may end it without a report
   */
  Invocation(AgentStep run, boolean ownsRun, boolean isStreaming) {
    this.run = run;
    this.ownsRun = ownsRun;
    this.isStreaming = isStreaming;
  }

  AgentStep run() {
    return run;
  }

  boolean ownsRun() {
    return ownsRun;
  }

  boolean isStreaming() {
    return isStreaming;
  }

  /** Returns the open call of a request, or null if there is none. */
  @Nullable ToolCall tool(ToolExecutionRequest request) {
    return tools.get(request);
  }

  boolean hasOpenTools() {
    return !tools.isEmpty();
  }

  void opened(ToolExecutionRequest request, AgentStep call) {
    tools.put(request, new ToolCall(call));
  }

  @Nullable ToolCall closed(ToolExecutionRequest request) {
    return tools.remove(request);
  }

  /** Removes and returns the calls that have not ended. */
  List<ToolCall> closedTools() {
    synchronized (tools) {
      List<ToolCall> open = new ArrayList<>(tools.values());
      tools.clear();
      return open;
    }
  }
}
