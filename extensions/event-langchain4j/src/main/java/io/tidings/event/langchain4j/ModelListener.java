package io.tidings.event.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import io.tidings.event.agent.AgentEvents;
import io.tidings.event.agent.AgentStep;
import io.tidings.event.agent.Guard;
import io.tidings.event.agent.ModelAnswer;
import io.tidings.event.agent.ModelRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Listener of chat models. The call is kept in the attributes of the request, which LangChain4j
 * passes to the end of the call, on the thread of a stream too.
 */
final class ModelListener implements ChatModelListener {

  private final AgentEvents events;
  private final Invocations invocations;
  private final Supplier<? extends @Nullable AgentStep> runOfThread;

  /** Open call, with the invocation that makes it, or null outside of an AI service. */
  private record Call(AgentStep step, @Nullable Invocation invocation) {}

  ModelListener(
      AgentEvents events,
      Invocations invocations,
      Supplier<? extends @Nullable AgentStep> runOfThread) {
    this.events = events;
    this.invocations = invocations;
    this.runOfThread = runOfThread;
  }

  @Override
  public void onRequest(ChatModelRequestContext context) {
    Guard.run("Request to a model", () -> requested(context));
  }

  @Override
  public void onResponse(ChatModelResponseContext context) {
    Guard.run("Answer of a model", () -> answered(context));
  }

  @Override
  public void onError(ChatModelErrorContext context) {
    Guard.run("Failure of a model", () -> failed(context));
  }

  /** A listener that is registered twice finds the call of its first registration. */
  private void requested(ChatModelRequestContext context) {
    if (context.attributes().containsKey(this)) {
      return;
    }
    ChatRequest request = context.chatRequest();
    Invocation invocation = invocations.announced(request.messages());
    if (invocation != null && !invocations.isFirstReport()) {
      return;
    }
    AgentStep run = invocation == null ? runOfThread.get() : invocation.run();
    AgentStep call = events.model(run, described(request, context.modelProvider()));
    context.attributes().put(this, new Call(call, invocation));
  }

  private void answered(ChatModelResponseContext context) {
    Call call = closed(context.attributes());
    if (call != null) {
      events.answered(call.step(), described(context.chatResponse(), context.modelProvider()));
    }
  }

  private void failed(ChatModelErrorContext context) {
    Call call = closed(context.attributes());
    if (call == null) {
      return;
    }
    events.modelErrored(call.step(), context.chatRequest().modelName(), context.error());
    Invocation invocation = call.invocation();
    if (invocation != null && invocation.isStreaming()) {
      invocations.streamFailed(invocation, context.error());
    }
  }

  private @Nullable Call closed(Map<Object, Object> attributes) {
    return attributes.remove(this) instanceof Call call ? call : null;
  }

  private static ModelRequest described(ChatRequest request, @Nullable ModelProvider provider) {
    List<ChatMessage> messages = request.messages();
    return new ModelRequest(
        request.modelName(),
        name(provider),
        messages.size(),
        request.toolSpecifications() == null ? 0 : request.toolSpecifications().size(),
        messages.isEmpty() ? null : text(messages.get(messages.size() - 1)));
  }

  private static ModelAnswer described(ChatResponse response, @Nullable ModelProvider provider) {
    TokenUsage tokens = response.tokenUsage();
    return new ModelAnswer(
        response.modelName(),
        name(provider),
        tokens == null ? null : tokens.inputTokenCount(),
        tokens == null ? null : tokens.outputTokenCount(),
        name(response.finishReason()),
        response.aiMessage().text());
  }

  private static @Nullable String name(@Nullable Enum<?> constant) {
    return constant == null ? null : constant.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String text(ChatMessage message) {
    if (message instanceof ToolExecutionResultMessage result) {
      return result.contents().size() == 1 ? result.text() : null;
    }
    if (message instanceof AiMessage answer) {
      return answer.text();
    }
    return message instanceof SystemMessage system ? system.text() : ServiceListeners.text(message);
  }
}
