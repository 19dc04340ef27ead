package io.tidings.event.services.actor;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBus;
import io.tidings.event.EventContext;
import io.tidings.event.EventType;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.internal.Inputs;
import io.tidings.event.services.internal.Told;
import io.tidings.event.services.tool.ToolRuntime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Runs actors over tools: each run is {@code actor.invoked} before it begins (CA-14), and then one
 * of {@code actor.completed} (CA-15), {@code actor.escalated} (CA-17) and {@code actor.errored}
 * (CA-16).
 *
 * <p>An actor runs on the caller's thread; what it emits, and what its tools do, is caused by the
 * event that began the run. What it throws, or returns as null, ends the run as a failure and
 * surfaces as it is. No argument may be null. Thread-safe.
 */
public final class ActorRuntime {

  /** How many tools a run can call unless told otherwise. */
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
   * @param maxCalls how many tools a run can call, at least 1
   */
  public ActorRuntime(ServiceOptions options, ToolRuntime tools, int maxCalls) {
    this.options = requireNonNull(options, "options");
    this.tools = requireNonNull(tools, "tools");
    this.maxCalls = Inputs.positive(maxCalls, "maxCalls");
  }

  /**
   * Runs an actor.
   *
   * @return its answer
   * @throws Exception what the actor throws
   */
  public <I, O> ActorAnswer<O> run(Actor<I, O> actor, I input) throws Exception {
    String name = Inputs.name(requireNonNull(actor, "actor").name(), "actor.name()");
    requireNonNull(input, "input");
    EventContext run =
        options
            .events()
            .begin(
                EventType.ACTOR_INVOKED,
                input,
                (event, told) ->
                    event
                        .actorName(name)
                        .detail("actor_name", name)
                        .detail("input_size", Told.size(told)));
    try (EventContext.Handle opened = run.open()) {
      return told(name, actor, input);
    }
  }

  private <I, O> ActorAnswer<O> told(String name, Actor<I, O> actor, I input) throws Exception {
    Instant began = options.now();
    ActorTools counted = new ActorTools(tools, maxCalls);
    ActorAnswer<O> answer;
    try {
      answer = requireNonNull(actor.run(input, counted), "actor.run()");
    } catch (Throwable failure) {
      errored(name, failure);
      throw failure;
    }
    if (answer instanceof ActorAnswer.Escalated<O> escalated) {
      escalated(name, escalated);
    } else {
      completed(name, counted.calls(), Told.millis(began, options.now()));
    }
    return answer;
  }

  private void completed(String name, int calls, long millis) {
    options
        .events()
        .emit(
            EventType.ACTOR_COMPLETED,
            event ->
                event
                    .actorName(name)
                    .detail("actor_name", name)
                    .detail("iterations", calls)
                    .detail("duration_ms", millis));
  }

  private void escalated(String name, ActorAnswer.Escalated<?> escalated) {
    options
        .events()
        .emit(
            EventType.ACTOR_ESCALATED,
            event ->
                event
                    .actorName(name)
                    .detail("actor_name", name)
                    .detail("reason", Inputs.told(escalated.reason()))
                    .detail("target", escalated.target()));
  }

  private void errored(String name, Throwable failure) {
    options
        .events()
        .emit(
            EventType.ACTOR_ERRORED,
            event -> Told.failure(event.actorName(name).detail("actor_name", name), failure));
  }
}
