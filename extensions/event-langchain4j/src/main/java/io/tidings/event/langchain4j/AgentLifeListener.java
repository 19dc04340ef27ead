package io.tidings.event.langchain4j;

import dev.langchain4j.agentic.agent.AgentInvocationException;
import dev.langchain4j.agentic.internal.InternalAgent;
import dev.langchain4j.agentic.observability.AfterAgentToolExecution;
import dev.langchain4j.agentic.observability.AgentInvocationError;
import dev.langchain4j.agentic.observability.AgentListener;
import dev.langchain4j.agentic.observability.AgentRequest;
import dev.langchain4j.agentic.observability.AgentResponse;
import dev.langchain4j.agentic.observability.BeforeAgentToolExecution;
import dev.langchain4j.agentic.observability.ComposedAgentListener;
import dev.langchain4j.agentic.planner.AgentInstance;
import dev.langchain4j.agentic.scope.AgenticScope;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.invocation.LangChain4jManaged;
import io.tidings.event.agent.AgentEvents;
import io.tidings.event.agent.AgentStep;
import io.tidings.event.agent.Guard;
import io.tidings.event.agent.OpenSteps;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Listener of agents, which their sub-agents inherit. LangChain4j composes several listeners in a
 * {@link java.util.HashSet}, in which an exception of one skips those after it; the hash code zero
 * makes this listener the first, if it is added before others.
 */
final class AgentLifeListener implements AgentListener {

  private static final String REASON = "The agents are suspended until a response is given.";

  private final AgentEvents events;
  private final Invocations invocations;
  private final Consumer<@Nullable Object> wiring;
  private final OpenSteps<AgenticScope, AgentRuns> scopes;

  /**
   * Creates a listener.
   *
   * @param wiring registers the listeners of an agent's AI service, once
   */
  AgentLifeListener(
      AgentEvents events,
      Invocations invocations,
      Consumer<@Nullable Object> wiring,
      int limit,
      LongSupplier nanos) {
    this.events = events;
    this.invocations = invocations;
    this.wiring = wiring;
    this.scopes = new OpenSteps<>("Scopes of agents", limit, nanos);
  }

  /** Returns the number of scopes that have not ended. */
  int size() {
    return scopes.size();
  }

  /** Returns the run that is open on this thread in the current scope, or null if there is none. */
  @Nullable AgentStep currentRun() {
    AgenticScope scope = LangChain4jManaged.current(AgenticScope.class);
    AgentRuns runs = scope == null ? null : scopes.find(scope);
    return runs == null ? null : runs.current();
  }

  /** Returns the run that is open on this thread in the scope of an invocation, or null. */
  @Nullable AgentStep runOf(InvocationContext context) {
    AgenticScope scope = scopeOf(context);
    AgentRuns runs = scope == null ? null : scopes.find(scope);
    return runs == null ? null : runs.current();
  }

  @Override
  public boolean inheritedBySubagents() {
    return true;
  }

  @Override
  public void afterAgenticScopeCreated(AgenticScope scope) {
    Guard.run(
        "Begin of a scope of agents",
        () -> scopes.put(scope, new AgentRuns(events.session(scope.memoryId()))));
  }

  @Override
  public void beforeAgenticScopeDestroyed(AgenticScope scope) {
    Guard.run("End of a scope of agents", () -> scopes.remove(scope));
  }

  @Override
  public void beforeAgentInvocation(AgentRequest request) {
    Guard.run("Begin of an agent", () -> begin(request.agenticScope(), request.agent()));
  }

  @Override
  public void afterAgentInvocation(AgentResponse response) {
    Guard.run(
        "End of an agent", () -> events.completed(end(response.agenticScope(), response.agent())));
  }

  @Override
  public void onAgentInvocationError(AgentInvocationError error) {
    Guard.run(
        "Failure of an agent",
        () -> events.errored(end(error.agenticScope(), error.agent()), cause(error.error())));
  }

  @Override
  public void onAgenticSystemSuspended(AgenticScope scope) {
    Guard.run("Suspension of agents", () -> suspend(scope));
  }

  @Override
  public void beforeAgentToolExecution(BeforeAgentToolExecution execution) {
    Guard.run(
        "Begin of a tool call",
        () ->
            invocations.beforeTool(
                invocation(
                    execution.toolExecution().invocationContext(), execution.agentInstance()),
                execution.toolExecution()));
  }

  @Override
  public void afterAgentToolExecution(AfterAgentToolExecution execution) {
    Guard.run(
        "End of a tool call",
        () ->
            invocations.afterTool(
                invocation(
                    execution.toolExecution().invocationContext(), execution.agentInstance()),
                execution.toolExecution()));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return 0;
  }

  private AgentStep begin(AgenticScope scope, AgentInstance agent) {
    wiring.accept(agent);
    agent.subagents().forEach(this::listenTo);
    AgentRuns runs = runs(scope);
    AgentInstance parent = agent.parent();
    AgentStep run =
        events.run(
            runs.parent(parent == null ? null : parent.agentId()), agent.name(), scope.memoryId());
    runs.begin(agent.agentId(), agent.leaf(), run);
    return run;
  }

  /** Listens to an agent without a model, which does not inherit the listeners of its parent. */
  private void listenTo(AgentInstance agent) {
    if (agent instanceof InternalAgent inheriting && !isListening(inheriting.listener())) {
      inheriting.registerInheritedParentListener(this);
    }
  }

  private boolean isListening(@Nullable AgentListener listener) {
    return listener == this
        || (listener instanceof ComposedAgentListener composed && composed.contains(this));
  }

  /** Ends a run; begins it first if a listener of the host has prevented that. */
  private AgentStep end(AgenticScope scope, AgentInstance agent) {
    AgentRuns runs = runs(scope);
    AgentStep run = runs.end(agent.agentId());
    if (run != null) {
      return run;
    }
    AgentStep late = begin(scope, agent);
    runs.end(agent.agentId());
    return late;
  }

  private void suspend(AgenticScope scope) {
    String pending = String.join(", ", new TreeSet<>(scope.pendingResponseIds()));
    for (AgentStep run : runs(scope).suspend()) {
      events.escalated(run, REASON, pending);
    }
  }

  private AgentRuns runs(AgenticScope scope) {
    return scopes.findOrAdd(scope, () -> new AgentRuns(null));
  }

  /** Returns the invocation of a tool's agent, which may execute tools on other threads. */
  private Invocation invocation(InvocationContext context, AgentInstance agent) {
    Invocation known = invocations.find(context);
    if (known != null) {
      return known;
    }
    AgenticScope scope = scopeOf(context);
    AgentRuns runs = scope == null ? null : scopes.find(scope);
    return invocations.of(context, runs == null ? null : runs.latest(agent.agentId()));
  }

  private static @Nullable AgenticScope scopeOf(InvocationContext context) {
    return context.managedParameters() != null
            && context.managedParameters().get(AgenticScope.class) instanceof AgenticScope scope
        ? scope
        : null;
  }

  /** Returns the failure within those with which agents wrap it. */
  private static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (isWrapper(cause) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static boolean isWrapper(Throwable failure) {
    return failure instanceof AgentInvocationException
        || failure instanceof InvocationTargetException
        || failure instanceof UndeclaredThrowableException;
  }
}
