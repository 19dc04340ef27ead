package io.tidings.event.langchain4j;

import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.rag.AugmentationRequest;
import dev.langchain4j.rag.AugmentationResult;
import dev.langchain4j.rag.RetrievalAugmentor;
import dev.langchain4j.service.AiServiceContext;
import dev.langchain4j.service.tool.BeforeToolExecution;
import dev.langchain4j.service.tool.ToolExecution;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolService;
import io.tidings.event.agent.AgentEvents;
import io.tidings.event.agent.Guard;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Consumers of tools, the retriever and the models of an AI service, composed with those of the
 * host. They are installed at the begin of an invocation, when the host has called every setter, in
 * any order with {@link LangChain4jEvents#attach}; the setters would replace one by the other.
 */
final class ServiceExtension {

  private final AiServiceContext context;
  private final AgentEvents events;
  private final Invocations invocations;
  private final ModelListener models;
  private final boolean withTools;
  private boolean toolsInContext;

  /** Consumer before a tool: first that of the events, then that of the host. */
  private record Before(Invocations invocations, @Nullable Consumer<BeforeToolExecution> host)
      implements Consumer<BeforeToolExecution> {
    @Override
    public void accept(BeforeToolExecution execution) {
      Guard.run(
          "Begin of a tool call",
          () -> invocations.beforeTool(invocations.of(execution.invocationContext()), execution));
      if (host != null) {
        host.accept(execution);
      }
    }
  }

  /** Consumer after a tool: first that of the events, then that of the host. */
  private record After(Invocations invocations, @Nullable Consumer<ToolExecution> host)
      implements Consumer<ToolExecution> {
    @Override
    public void accept(ToolExecution execution) {
      Guard.run(
          "End of a tool call",
          () -> invocations.afterTool(invocations.of(execution.invocationContext()), execution));
      if (host != null) {
        host.accept(execution);
      }
    }
  }

  /** Augmentor of the host whose queries are reported. */
  private record Augmentor(AgentEvents events, Invocations invocations, RetrievalAugmentor host)
      implements RetrievalAugmentor {
    @Override
    public AugmentationResult augment(AugmentationRequest request) {
      AugmentationResult result = host.augment(request);
      Guard.run("Query of a retriever", () -> report(request, result));
      return result;
    }

    private void report(AugmentationRequest request, AugmentationResult result) {
      InvocationContext context = request.metadata().invocationContext();
      events.queried(
          invocations.of(context).run(),
          ServiceListeners.text(request.chatMessage()),
          result.contents() == null ? 0 : result.contents().size());
    }
  }

  private ServiceExtension(
      AiServiceContext context,
      AgentEvents events,
      Invocations invocations,
      ModelListener models,
      boolean withTools) {
    this.context = context;
    this.events = events;
    this.invocations = invocations;
    this.models = models;
    this.withTools = withTools;
  }

  static ServiceExtension withTools(
      AiServiceContext context, AgentEvents events, Invocations invocations, ModelListener models) {
    return new ServiceExtension(context, events, invocations, models, true);
  }

  /** Returns an extension for an agent, whose listener receives the calls of its tools. */
  static ServiceExtension withoutTools(
      AiServiceContext context, AgentEvents events, Invocations invocations, ModelListener models) {
    return new ServiceExtension(context, events, invocations, models, false);
  }

  /** Composes what the host has set and what is not composed yet. */
  synchronized void install() {
    RetrievalAugmentor augmentor = context.retrievalAugmentor;
    if (augmentor != null && !(augmentor instanceof Augmentor)) {
      context.retrievalAugmentor = new Augmentor(events, invocations, augmentor);
    }
    ChatModel model = context.chatModel;
    if (model != null && isUnobserved(model instanceof ObservedModel, model.listeners())) {
      context.chatModel = new ObservedModel(model, models);
    }
    StreamingChatModel stream = context.streamingChatModel;
    if (stream != null
        && isUnobserved(stream instanceof ObservedStreamingModel, stream.listeners())) {
      context.streamingChatModel = new ObservedStreamingModel(stream, models);
    }
    if (!toolsInContext) {
      context.toolService.toolExecutors().replaceAll((name, tool) -> inContext(tool));
      toolsInContext = true;
    }
    if (withTools && ServiceInternals.hasToolConsumers()) {
      installConsumers(context.toolService);
    }
  }

  /** Returns whether a model reports no calls yet; one that has the listener reports them. */
  private boolean isUnobserved(boolean isObserved, @Nullable List<ChatModelListener> listeners) {
    return !isObserved && (listeners == null || !listeners.contains(models));
  }

  private void installConsumers(ToolService tools) {
    Consumer<BeforeToolExecution> before = ServiceInternals.beforeTool(tools);
    if (!(before instanceof Before)) {
      tools.beforeToolExecution(new Before(invocations, before));
    }
    Consumer<ToolExecution> after = ServiceInternals.afterTool(tools);
    if (!(after instanceof After)) {
      tools.afterToolExecution(new After(invocations, after));
    }
  }

  private ToolExecutor inContext(ToolExecutor tool) {
    return tool instanceof ToolInContext ? tool : new ToolInContext(tool, invocations);
  }
}
