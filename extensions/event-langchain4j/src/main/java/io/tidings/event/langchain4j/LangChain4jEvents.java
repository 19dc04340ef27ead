package io.tidings.event.langchain4j;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.agentic.observability.AgentListener;
import dev.langchain4j.mcp.client.McpClientListener;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.service.AiServices;
import io.tidings.event.EventBus;
import io.tidings.event.agent.AgentOptions;
import io.tidings.event.agent.ModelUsage;
import io.tidings.event.agent.OpenSteps;
import io.tidings.event.agent.Texts;
import io.tidings.event.services.cost.CostBudgetService;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Events of an application of LangChain4j: agents, AI services, tools, guardrails, retrievers and
 * model calls.
 *
 * <pre>{@code
 * LangChain4jEvents events = LangChain4jEvents.on(bus);
 * Assistant assistant = events.attach(AiServices.builder(Assistant.class).chatModel(model)).build();
 * }</pre>
 *
 * <p>An event has what it happened in as its cause, on any thread: a session its runs of actors, a
 * run its calls of tools and of models, a call of a tool the events that the tool emits. An
 * invocation that begins while an event is current, such as that of a request, has this event as
 * its cause.
 *
 * <p>Listeners and setters of the host remain in effect, before and after {@link #attach}. Neither
 * an event nor a handler can make a call of LangChain4j fail, except with a fatal error of the JVM.
 * Handlers run on the threads of LangChain4j.
 *
 * <p>Of work whose end LangChain4j does not report, such as an abandoned stream, at most {@value
 * OpenSteps#DEFAULT_LIMIT} are kept, each for an hour without use; later events of the others lack
 * their cause. The first one is logged at WARN.
 *
 * <p>Immutable and thread-safe. Configure it first and use one object for the whole application:
 * each object has its own correlation.
 */
public final class LangChain4jEvents {

  private final AgentOptions options;
  private final Bridge bridge;

  private LangChain4jEvents(AgentOptions options) {
    this(options, OpenSteps.DEFAULT_LIMIT);
  }

  LangChain4jEvents(AgentOptions options, int limit) {
    this.options = options;
    this.bridge = new Bridge(options, limit);
  }

  /**
   * Returns the events of an application, without texts and with memory ids as session ids.
   *
   * @param bus the bus, or null for none: then no event is emitted
   */
  public static LangChain4jEvents on(@Nullable EventBus bus) {
    return new LangChain4jEvents(AgentOptions.of(bus));
  }

  /**
   * Returns events with another mapping of memory ids to session ids. The default is {@link
   * Object#toString}.
   *
   * <p>The mapping is called on the threads of LangChain4j. A result that is no valid id of an
   * event, with blanks or more than 128 characters, is encoded by {@link
   * io.tidings.event.ExternalId#encode}. If it is null, or the mapping throws, which is logged at
   * WARN, the events have no session.
   *
   * @throws NullPointerException if {@code mapping} is null
   */
  public LangChain4jEvents sessions(Function<Object, ? extends @Nullable String> mapping) {
    return new LangChain4jEvents(options.withSessions(requireNonNull(mapping, "mapping")));
  }

  /**
   * Returns events with another rule for the texts of prompts, answers, queries and error messages.
   * The default is {@link Texts#OFF}.
   *
   * @throws NullPointerException if {@code rule} is null
   */
  public LangChain4jEvents texts(Texts rule) {
    return new LangChain4jEvents(options.withTexts(requireNonNull(rule, "rule")));
  }

  /**
   * Returns events that record texts unchanged, {@link Texts#ON}, or none, {@link Texts#OFF}.
   *
   * @param on whether texts are recorded
   */
  public LangChain4jEvents texts(boolean on) {
    return texts(on ? Texts.ON : Texts.OFF);
  }

  /**
   * Returns events whose model calls are booked on the budgets of their session, plan and
   * organization, in tokens.
   *
   * @throws NullPointerException if {@code budgets} is null
   */
  public LangChain4jEvents budgets(CostBudgetService budgets) {
    return budgets(budgets, ModelUsage::tokens);
  }

  /**
   * Returns events whose model calls are booked, in the unit of the budgets.
   *
   * @param price returns the amount of a call, not negative; it is called on the threads of
   *     LangChain4j, and an exception is logged at WARN
   * @throws NullPointerException if an argument is null
   */
  public LangChain4jEvents budgets(CostBudgetService budgets, ToLongFunction<ModelUsage> price) {
    return new LangChain4jEvents(
        options.withBudgets(requireNonNull(budgets, "budgets"), requireNonNull(price, "price")));
  }

  /**
   * Adds the events of an AI service: each invocation is a run of an actor with the simple name of
   * the interface. The second call with the same builder has no effect.
   *
   * <p>Call it while the service is built, not in a listener of an AI service, where LangChain4j
   * would block. The service must not be invoked before.
   *
   * @return {@code services}
   * @throws NullPointerException if {@code services} is null
   */
  public <T> AiServices<T> attach(AiServices<T> services) {
    bridge.attach(requireNonNull(services, "services"));
    return services;
  }

  /**
   * Returns the listener for chat models and streaming chat models that are also called outside of
   * attached AI services and of agents, always the same. Within these, calls are reported with and
   * without it, once.
   */
  public ChatModelListener chatModelListener() {
    return bridge.modelListener();
  }

  /**
   * Returns the listener for the root of a system of agents, always the same; sub-agents inherit
   * it. Set it before listeners of the host that may throw, which would skip it. Requires
   * langchain4j-agentic.
   */
  public AgentListener agentListener() {
    return bridge.agentListener();
  }

  /**
   * Returns the listener for MCP clients, always the same. It emits the reads of resources, and
   * those calls of tools that are not made by an AI service or an agent with events of its own.
   * Requires langchain4j-mcp.
   */
  public McpClientListener mcpListener() {
    return bridge.mcpListener();
  }

  /** Returns the number of begun steps that are kept until their end. */
  int openSteps() {
    return bridge.openSteps();
  }
}
