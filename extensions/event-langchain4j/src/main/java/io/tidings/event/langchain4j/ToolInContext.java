package io.tidings.event.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.service.tool.ToolExecutor;
import io.tidings.event.EventContext;

/** Tool of a host whose events have the call of the tool as their cause, on any thread. */
record ToolInContext(ToolExecutor host, Invocations invocations) implements ToolExecutor {

  @Override
  public String execute(ToolExecutionRequest request, Object memoryId) {
    return host.execute(request, memoryId);
  }

  @Override
  public ToolExecutionResult executeWithContext(
      ToolExecutionRequest request, InvocationContext context) {
    Invocation invocation = invocations.find(context);
    Invocation.ToolCall call = invocation == null ? null : invocation.tool(request);
    if (call == null) {
      return host.executeWithContext(request, context);
    }
    try (EventContext.Handle opened = call.step.context().open()) {
      return host.executeWithContext(request, context);
    } catch (RuntimeException failure) {
      call.failure = failure.getCause() == null ? failure : failure.getCause();
      throw failure;
    }
  }
}
