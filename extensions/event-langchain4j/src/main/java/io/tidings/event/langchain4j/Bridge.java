package io.tidings.event.langchain4j;

import dev.langchain4j.agentic.observability.AgentListener;
import dev.langchain4j.mcp.client.McpClientListener;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.service.AiServiceContext;
import dev.langchain4j.service.AiServices;
import io.tidings.event.agent.AgentEvents;
import io.tidings.event.agent.AgentOptions;
import io.tidings.event.agent.AgentStep;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The listeners of one application and their common state. Those of agents and of MCP clients are
 * created at their first use, since their libraries are optional. Thread-safe.
 */
final class Bridge {

  private final AgentOptions options;
  private final int limit;
  private final AgentEvents events;
  private final Invocations invocations;
  private final ModelListener models;

  /** Builders and contexts of AI services that have the listeners; they do not override equals. */
  private final Set<Object> wired =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private volatile @Nullable AgentLink agents;
  private volatile @Nullable McpLink clients;

  /** Listener of agents, in a class of its own that is loaded with its library. */
  private static final class AgentLink {
    private final AgentLifeListener listener;

    AgentLink(Bridge bridge) {
      this.listener =
          new AgentLifeListener(
              bridge.events,
              bridge.invocations,
              bridge::attachAgent,
              bridge.limit,
              bridge.options.nanos());
    }

    AgentListener listener() {
      return listener;
    }

    AgentLifeListener runs() {
      return listener;
    }
  }

  /** Listener of MCP clients, in a class of its own that is loaded with its library. */
  private static final class McpLink {
    private final McpListener listener;

    McpLink(Bridge bridge) {
      this.listener =
          new McpListener(
              bridge.events,
              bridge.invocations,
              bridge::currentStep,
              bridge.limit,
              bridge.options.nanos());
    }

    McpClientListener listener() {
      return listener;
    }

    int size() {
      return listener.size();
    }
  }

  Bridge(AgentOptions options, int limit) {
    this.options = options;
    this.limit = limit;
    this.events = new AgentEvents(options);
    this.invocations = new Invocations(events, limit, options.nanos());
    this.models = new ModelListener(events, invocations, this::currentStep);
  }

  void attach(AiServices<?> services) {
    AiServiceContext context = ServiceInternals.contextOf(services);
    if (wired.add(context == null ? services : context)) {
      services.registerListeners(
          ServiceListeners.ofService(events, invocations, models, context, this::currentStep));
    }
  }

  private void attachAgent(@Nullable Object agent) {
    AiServiceContext context = ServiceInternals.contextOfAgent(agent);
    AgentLink link = agents;
    if (context != null && link != null && wired.add(context)) {
      context.eventListenerRegistrar.register(
          ServiceListeners.ofAgent(events, invocations, models, context, link.runs()::runOf));
    }
  }

  ChatModelListener modelListener() {
    return models;
  }

  AgentListener agentListener() {
    AgentLink link = agents;
    return link == null ? newAgentLink().listener() : link.listener();
  }

  private synchronized AgentLink newAgentLink() {
    AgentLink link = agents == null ? new AgentLink(this) : agents;
    agents = link;
    return link;
  }

  McpClientListener mcpListener() {
    McpLink link = clients;
    return link == null ? newMcpLink().listener() : link.listener();
  }

  private synchronized McpLink newMcpLink() {
    McpLink link = clients == null ? new McpLink(this) : clients;
    clients = link;
    return link;
  }

  int openSteps() {
    AgentLink link = agents;
    McpLink mcp = clients;
    return invocations.size()
        + (link == null ? 0 : link.runs().size())
        + (mcp == null ? 0 : mcp.size());
  }

  /**
   * Returns the run of an agent that is open on this thread, or the call of a tool in it; null if
   * there is none. A tool that executes has made its call the current event.
   */
  private @Nullable AgentStep currentStep() {
    AgentLink link = agents;
    AgentStep run = link == null ? null : link.runs().currentRun();
    return run != null && events.isInToolOf(run) ? events.unknown(null) : run;
  }
}
