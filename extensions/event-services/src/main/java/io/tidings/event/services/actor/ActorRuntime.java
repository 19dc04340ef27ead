package io.tidings.event.services.actor;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBus;
import io.tidings.event.EventContext;
import io.tidings.event.EventType;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.internal.Details;
import io.tidings.event.services.internal.Inputs;
import io.tidings.event.services.payload.ActorPayloads;
import io.tidings.event.services.tool.ToolRuntime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Runtime that executes actors over tools. Each run emits {@code actor.invoked} before it begins,
 * then one of {@code actor.completed}, {@code actor.escalated} and {@code actor.errored}.
 *
 * <p>An actor runs on the calling thread; events emitted by it and its tools are caused by the
 * event that began the run. An exception, or null as the result, ends the run as a failure and
 * propagates unchanged. Arguments must not be null. Thread-safe.
 *
 * @contract CA-14, CA-15, CA-16, CA-17
 */
public final class ActorRuntime {

  /** The default maximum number of tool calls in a run. */
  public static final int DEFAULT_MAX_CALLS = 100;

  private final ServiceOptions options;
  private final ToolRuntime tools;
  private final int maxCalls;

  /** Creates a runtime with an optional bus over tools that have their own. */
  public ActorRuntime(@Nullable EventBus bus, ToolRuntime tools) {
    this(ServiceOptions.of(bus), tools, DEFAULT_MAX_CALLS);
  }

  /**
   * Creates a runtime.
   *
   * @param maxCalls the maximum number of tool calls in a run, at least 1
   * @throws IllegalArgumentException if it is less than 1
   */
  public ActorRuntime(ServiceOptions options, ToolRuntime tools, int maxCalls) {
    this.options = requireNonNull(options, "options");
    this.tools = requireNonNull(tools, "tools");
    this.maxCalls = Inputs.positive(maxCalls, "maxCalls");
  }

  /**
   * Runs an actor.
   *
   * @return the result of the run
   * @throws IllegalArgumentException if the actor's name is ill-formed
   * @throws Exception the exception of the actor, unchanged
   */
  public <I, O> ActorResult<O> run(Actor<I, O> actor, I input) throws Exception {
    String name = Inputs.name(requireNonNull(actor, "actor").name(), "actor.name()");
    requireNonNull(input, "input");
    EventContext run =
        options
            .events()
            .begin(
                EventType.ACTOR_INVOKED,
                input,
                (event, argument) ->
                    event
                        .actorName(name)
                        .payload(
                            ActorPayloads.INVOKED,
                            new ActorPayloads.Invoked(name, Details.size(argument))));
    try (EventContext.Handle opened = run.open()) {
      return runAndEmit(name, actor, input);
    }
  }

  private <I, O> ActorResult<O> runAndEmit(String name, Actor<I, O> actor, I input)
      throws Exception {
    Instant start = options.now();
    ActorTools runTools = new ActorTools(tools, name, maxCalls);
    ActorResult<O> result;
    try {
      result = requireNonNull(actor.run(input, runTools), "actor.run()");
    } catch (Throwable failure) {
      emitErrored(name, failure);
      throw failure;
    }
    if (result instanceof ActorResult.Escalated<O> escalated) {
      emitEscalated(name, escalated);
    } else {
      emitCompleted(name, runTools.calls(), Details.millis(start, options.now()));
    }
    return result;
  }

  private void emitCompleted(String name, int calls, long millis) {
    options
        .events()
        .emit(
            EventType.ACTOR_COMPLETED,
            event ->
                event
                    .actorName(name)
                    .payload(
                        ActorPayloads.COMPLETED, new ActorPayloads.Completed(name, calls, millis)));
  }

  private void emitEscalated(String name, ActorResult.Escalated<?> escalated) {
    options
        .events()
        .emit(
            EventType.ACTOR_ESCALATED,
            event ->
                event
                    .actorName(name)
                    .payload(
                        ActorPayloads.ESCALATED,
                        new ActorPayloads.Escalated(
                            name, Details.excerpt(escalated.reason()), escalated.target())));
  }

  private void emitErrored(String name, Throwable failure) {
    options
        .events()
        .emit(
            EventType.ACTOR_ERRORED,
            event ->
                event
                    .actorName(name)
                    .payload(
                        ActorPayloads.ERRORED,
                        new ActorPayloads.Errored(
                            name, failure.getClass().getName(), Details.message(failure))));
  }
}
