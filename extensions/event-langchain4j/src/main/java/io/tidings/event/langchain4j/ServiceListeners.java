package io.tidings.event.langchain4j;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.observability.api.event.AiServiceErrorEvent;
import dev.langchain4j.observability.api.event.AiServiceRequestIssuedEvent;
import dev.langchain4j.observability.api.event.GuardrailExecutedEvent;
import dev.langchain4j.observability.api.listener.AiServiceCompletedListener;
import dev.langchain4j.observability.api.listener.AiServiceErrorListener;
import dev.langchain4j.observability.api.listener.AiServiceListener;
import dev.langchain4j.observability.api.listener.AiServiceRequestIssuedListener;
import dev.langchain4j.observability.api.listener.AiServiceResponseReceivedListener;
import dev.langchain4j.observability.api.listener.AiServiceStartedListener;
import dev.langchain4j.observability.api.listener.InputGuardrailExecutedListener;
import dev.langchain4j.observability.api.listener.OutputGuardrailExecutedListener;
import dev.langchain4j.service.AiServiceContext;
import io.tidings.event.agent.AgentEvents;
import io.tidings.event.agent.AgentStep;
import io.tidings.event.agent.Guard;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Listeners of one AI service. They are registered while the service is wired and never inside a
 * listener, where registering would block forever.
 */
final class ServiceListeners {

  private final AgentEvents events;
  private final Invocations invocations;
  private final @Nullable AiServiceContext context;
  private final @Nullable ServiceExtension extension;

  /** Returns the run that an invocation belongs to; null if the invocation is a run itself. */
  private final Function<InvocationContext, @Nullable AgentStep> run;

  /** Returns the parent of an invocation that is a run itself, or null. */
  private final Supplier<@Nullable AgentStep> parent;

  private ServiceListeners(
      AgentEvents events,
      Invocations invocations,
      @Nullable AiServiceContext context,
      @Nullable ServiceExtension extension,
      Function<InvocationContext, @Nullable AgentStep> run,
      Supplier<@Nullable AgentStep> parent) {
    this.events = events;
    this.invocations = invocations;
    this.context = context;
    this.extension = extension;
    this.run = run;
    this.parent = parent;
  }

  /** Returns listeners of a service that a host builds; an invocation is a run of an actor. */
  static List<AiServiceListener<?>> ofService(
      AgentEvents events,
      Invocations invocations,
      ModelListener models,
      @Nullable AiServiceContext context,
      Supplier<@Nullable AgentStep> parent) {
    ServiceExtension extension =
        context == null ? null : ServiceExtension.withTools(context, events, invocations, models);
    return new ServiceListeners(events, invocations, context, extension, invoked -> null, parent)
        .all();
  }

  /** Returns listeners of an agent's service; its invocations belong to the run of the agent. */
  static List<AiServiceListener<?>> ofAgent(
      AgentEvents events,
      Invocations invocations,
      ModelListener models,
      AiServiceContext context,
      Function<InvocationContext, @Nullable AgentStep> run) {
    ServiceExtension extension =
        ServiceExtension.withoutTools(context, events, invocations, models);
    return new ServiceListeners(events, invocations, context, extension, run, () -> null).all();
  }

  private List<AiServiceListener<?>> all() {
    AiServiceStartedListener started =
        event -> Guard.run("Begin of a call", () -> started(event.invocationContext()));
    AiServiceRequestIssuedListener issued = event -> Guard.run("Request", () -> issued(event));
    AiServiceResponseReceivedListener received = event -> invocations.called();
    InputGuardrailExecutedListener input = event -> Guard.run("Guardrail", () -> guarded(event));
    OutputGuardrailExecutedListener output = event -> Guard.run("Guardrail", () -> guarded(event));
    AiServiceCompletedListener completed =
        event -> Guard.run("End of a call", () -> invocations.completed(event.invocationContext()));
    AiServiceErrorListener failed = event -> Guard.run("Failure of a call", () -> failed(event));
    return List.of(started, issued, received, input, output, completed, failed);
  }

  private void started(InvocationContext invoked) {
    AgentStep known = run.apply(invoked);
    AgentStep invocationRun = known == null ? newRun(invoked) : known;
    invocations.begin(invoked, new Invocation(invocationRun, known == null, isStreaming()));
    if (extension != null) {
      extension.install();
    }
  }

  private AgentStep newRun(InvocationContext invoked) {
    String type = invoked.interfaceName();
    return events.run(
        parent.get(),
        type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1),
        Invocations.memoryId(invoked));
  }

  private boolean isStreaming() {
    return context != null && context.chatModel == null;
  }

  private void issued(AiServiceRequestIssuedEvent event) {
    invocations.announce(invocations.of(event.invocationContext()), event.request().messages());
  }

  private void failed(AiServiceErrorEvent event) {
    invocations.errored(event.invocationContext(), event.error());
  }

  private void guarded(GuardrailExecutedEvent<?, ?, ?> event) {
    Invocation invocation = invocations.of(event.invocationContext());
    events.validated(invocation.run(), event.guardrailName(), event.result().isSuccess());
  }

  /** Returns the text of a user's message; empty if it has none or several. */
  static String text(@Nullable Object message) {
    return message instanceof UserMessage user && user.hasSingleText() ? user.singleText() : "";
  }
}
