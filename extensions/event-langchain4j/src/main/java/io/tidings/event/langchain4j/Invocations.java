package io.tidings.event.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.memory.ChatMemoryService;
import dev.langchain4j.service.tool.BeforeToolExecution;
import dev.langchain4j.service.tool.ToolExecution;
import io.tidings.event.agent.AgentEvents;
import io.tidings.event.agent.AgentStep;
import io.tidings.event.agent.OpenSteps;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Open invocations of AI services by their id, and the events of their tools. LangChain4j calls
 * listeners of one invocation on several threads: the caller's, those of an executor of tools, and
 * those on which a model streams. Thread-safe.
 */
final class Invocations {

  /** The class that LangChain4j gives a failure that it returns to the model. */
  private static final String TOOL_FAILURE = "dev.langchain4j.exception.ToolExecutionException";

  private final AgentEvents events;
  private final OpenSteps<UUID, Invocation> open;

  /** The invocation that calls a model next on this thread, of any application. */
  private static final ThreadLocal<@Nullable NextCall> NEXT = new ThreadLocal<>();

  /** Announced call of a model, with its last message; a decorated model reports it repeatedly. */
  private static final class NextCall {
    final Invocations owner;
    final Invocation invocation;
    final @Nullable ChatMessage lastMessage;
    boolean isReported;

    NextCall(Invocations owner, Invocation invocation, @Nullable ChatMessage lastMessage) {
      this.owner = owner;
      this.invocation = invocation;
      this.lastMessage = lastMessage;
    }
  }

  Invocations(AgentEvents events, int limit, LongSupplier nanos) {
    this.events = events;
    this.open = new OpenSteps<>("Invocations of AI services", limit, nanos);
  }

  int size() {
    return open.size();
  }

  /** Returns the memory id, or null if the host gave none. */
  static @Nullable Object memoryId(InvocationContext context) {
    Object id = context.chatMemoryId();
    return ChatMemoryService.DEFAULT.equals(id) ? null : id;
  }

  void begin(InvocationContext context, Invocation invocation) {
    open.put(context.invocationId(), invocation);
  }

  @Nullable Invocation find(InvocationContext context) {
    return open.find(context.invocationId());
  }

  /** Returns the invocation; one that has no known run if its begin was not reported. */
  Invocation of(InvocationContext context) {
    return of(context, null);
  }

  /** Returns the invocation, with the given run if its begin was not reported. */
  Invocation of(InvocationContext context, @Nullable AgentStep run) {
    return open.findOrAdd(
        context.invocationId(),
        () -> new Invocation(run == null ? events.unknown(memoryId(context)) : run, false, false));
  }

  void completed(InvocationContext context) {
    NEXT.remove();
    Invocation invocation = open.remove(context.invocationId());
    if (invocation != null && invocation.ownsRun()) {
      events.completed(invocation.run());
    }
  }

  void errored(InvocationContext context, Throwable failure) {
    NEXT.remove();
    Invocation invocation = open.remove(context.invocationId());
    if (invocation != null) {
      fail(invocation, failure);
    }
  }

  /** Ends an invocation whose stream failed; LangChain4j reports no end if errors are ignored. */
  void streamFailed(Invocation invocation, Throwable failure) {
    fail(invocation, failure);
    open.removeIf(other -> other == invocation);
  }

  private void fail(Invocation invocation, Throwable failure) {
    for (Invocation.ToolCall call : invocation.closedTools()) {
      Throwable cause = call.failure;
      events.toolErrored(call.step, cause == null ? failure : cause);
    }
    if (invocation.ownsRun()) {
      events.errored(invocation.run(), failure);
    }
  }

  void beforeTool(Invocation invocation, BeforeToolExecution execution) {
    ToolExecutionRequest request = execution.request();
    if (invocation.tool(request) == null) {
      invocation.opened(request, events.tool(invocation.run(), request.name()));
    }
  }

  void afterTool(Invocation invocation, ToolExecution execution) {
    ToolExecutionRequest request = execution.request();
    Invocation.ToolCall call = invocation.closed(request);
    if (call == null) {
      return;
    }
    Throwable failure = call.failure;
    String text = text(execution);
    if (!execution.hasFailed()) {
      events.toolCompleted(call.step, text == null ? null : text.length());
    } else if (failure != null) {
      events.toolErrored(call.step, failure);
    } else {
      events.toolErrored(call.step, TOOL_FAILURE, text);
    }
  }

  private static @Nullable String text(ToolExecution execution) {
    List<?> contents = execution.resultContents();
    return contents.size() == 1 && contents.get(0) instanceof TextContent text ? text.text() : null;
  }

  /** Announces that an invocation calls a model next on this thread. */
  void announce(Invocation invocation, List<ChatMessage> messages) {
    NEXT.set(new NextCall(this, invocation, last(messages)));
  }

  /** Returns the invocation that announced a call with these messages; null if there is none. */
  @Nullable Invocation announced(List<ChatMessage> messages) {
    NextCall call = NEXT.get();
    return call == null || call.owner != this || call.lastMessage != last(messages)
        ? null
        : call.invocation;
  }

  /**
   * Returns whether an announced call is reported for the first time. The model within an observed
   * one may report the same call.
   */
  boolean isFirstReport() {
    NextCall call = NEXT.get();
    boolean isFirst = call != null && !call.isReported;
    if (isFirst) {
      call.isReported = true;
    }
    return isFirst;
  }

  /** Removes the announcement on this thread. */
  void called() {
    NEXT.remove();
  }

  private static @Nullable ChatMessage last(List<ChatMessage> messages) {
    return messages.isEmpty() ? null : messages.get(messages.size() - 1);
  }
}
