package io.tidings.event.langchain4j;

import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.mcp.client.McpCallContext;
import dev.langchain4j.mcp.client.McpClientListener;
import dev.langchain4j.mcp.client.McpReadResourceResult;
import dev.langchain4j.mcp.protocol.McpCallToolParams;
import dev.langchain4j.mcp.protocol.McpClientMessage;
import dev.langchain4j.mcp.protocol.McpClientParams;
import dev.langchain4j.mcp.protocol.McpClientRequest;
import dev.langchain4j.mcp.protocol.McpReadResourceParams;
import dev.langchain4j.service.tool.ToolExecutionResult;
import io.tidings.event.agent.AgentEvents;
import io.tidings.event.agent.AgentStep;
import io.tidings.event.agent.Guard;
import io.tidings.event.agent.OpenSteps;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Listener of MCP clients. A tool call that is an open call of an AI service or an agent already
 * has its events; the others are calls of the host, or of an agent that consists of an MCP tool.
 */
final class McpListener implements McpClientListener {

  private static final String TOOL_FAILURE = "dev.langchain4j.exception.ToolExecutionException";

  private final AgentEvents events;
  private final Invocations invocations;
  private final Supplier<? extends @Nullable AgentStep> runOfThread;
  private final OpenSteps<Message, AgentStep> calls;

  /** Identity of a message, which begin and end of a call share. */
  private record Message(McpClientMessage message) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Message that && that.message == message;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(message);
    }
  }

  McpListener(
      AgentEvents events,
      Invocations invocations,
      Supplier<? extends @Nullable AgentStep> runOfThread,
      int limit,
      LongSupplier nanos) {
    this.events = events;
    this.invocations = invocations;
    this.runOfThread = runOfThread;
    this.calls = new OpenSteps<>("Calls of MCP tools", limit, nanos);
  }

  /** Returns the number of calls that have not ended. */
  int size() {
    return calls.size();
  }

  @Override
  public void beforeExecuteTool(McpCallContext context) {
    Guard.run("Begin of an MCP tool", () -> begin(context));
  }

  @Override
  public void afterExecuteTool(
      McpCallContext context, ToolExecutionResult result, Map<String, Object> rawResult) {
    Guard.run("End of an MCP tool", () -> end(context, result));
  }

  @Override
  public void onExecuteToolError(McpCallContext context, Throwable error) {
    Guard.run(
        "Failure of an MCP tool",
        () -> {
          AgentStep call = calls.remove(new Message(context.message()));
          if (call != null) {
            events.toolErrored(call, error);
          }
        });
  }

  @Override
  public void afterResourceGet(
      McpCallContext context, McpReadResourceResult result, Map<String, Object> rawResult) {
    Guard.run(
        "Read of an MCP resource",
        () -> {
          if (params(context) instanceof McpReadResourceParams read) {
            events.read(run(context), read.getUri());
          }
        });
  }

  private void begin(McpCallContext context) {
    Invocation invocation = invocation(context);
    if ((invocation == null || !invocation.hasOpenTools())
        && params(context) instanceof McpCallToolParams call) {
      calls.put(new Message(context.message()), events.tool(run(context), call.getName()));
    }
  }

  private void end(McpCallContext context, ToolExecutionResult result) {
    AgentStep call = calls.remove(new Message(context.message()));
    if (call == null) {
      return;
    }
    String text = result.resultContents().size() == 1 ? result.resultText() : null;
    if (result.isError()) {
      events.toolErrored(call, TOOL_FAILURE, text);
    } else {
      events.toolCompleted(call, text == null ? null : text.length());
    }
  }

  private @Nullable AgentStep run(McpCallContext context) {
    Invocation invocation = invocation(context);
    return invocation == null ? runOfThread.get() : invocation.run();
  }

  private @Nullable Invocation invocation(McpCallContext context) {
    InvocationContext invocation = context.invocationContext();
    return invocation == null ? null : invocations.find(invocation);
  }

  private static @Nullable McpClientParams params(McpCallContext context) {
    return context.message() instanceof McpClientRequest request ? request.getParams() : null;
  }
}
