package io.tidings.event.agent;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBuilder;
import io.tidings.event.EventContext;
import io.tidings.event.EventType;
import io.tidings.event.PayloadKind;
import io.tidings.event.services.payload.ActorPayloads;
import io.tidings.event.services.payload.ContextPayloads;
import io.tidings.event.services.payload.ResourcePayloads;
import io.tidings.event.services.payload.SessionPayloads;
import io.tidings.event.services.payload.ToolPayloads;
import io.tidings.event.services.payload.ValidationPayloads;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Events of an agent's life: sessions, runs of actors, calls of tools and of models, validations
 * and queries. A bridge to a framework calls a method for each callback, on the thread of the
 * callback.
 *
 * <p>An event has the step it belongs to as its cause, on any thread; a step without a parent has
 * the current event of the calling thread. Each event within a step has its session and actor. No
 * method throws, except a fatal error of the JVM. Arguments must not be null unless marked.
 * Thread-safe.
 */
public final class AgentEvents {

  private static final String ACTOR = "agent";
  private static final String TOOL = "tool";

  private final AgentOptions options;
  private final SessionIds sessions;
  private final Spendings spendings;

  /** Creates the events of a bridge. */
  public AgentEvents(AgentOptions options) {
    this.options = requireNonNull(options, "options");
    this.sessions = new SessionIds(options.sessions());
    this.spendings = new Spendings(options);
  }

  /**
   * Emits {@code session.created}.
   *
   * @param memoryId the framework's id of the session, or null
   * @return the session, the parent of the runs in it
   */
  public AgentStep session(@Nullable Object memoryId) {
    String session = sessions.of(memoryId);
    return begin(null, session, null, ACTOR, SessionPayloads.CREATED, SessionPayloads.Created::new);
  }

  /**
   * Emits {@code actor.invoked}.
   *
   * @param parent the session or the run of the caller, or null
   * @param actor the name of the actor; it is changed to a valid one
   * @param memoryId the framework's id of the session, for a run without parent; or null
   * @return the run, to be ended by {@link #completed}, {@link #errored} or {@link #escalated}
   */
  public AgentStep run(@Nullable AgentStep parent, String actor, @Nullable Object memoryId) {
    String name = Names.of(actor, ACTOR);
    String session = parent == null ? null : parent.session();
    return begin(
        parent,
        session == null ? sessions.of(memoryId) : session,
        name,
        name,
        ActorPayloads.INVOKED,
        () -> new ActorPayloads.Invoked(name, null));
  }

  /**
   * Returns a step for work whose begin is unknown. It emits nothing, and its events have the
   * current event of the calling thread as their cause, and its actor.
   */
  public AgentStep unknown(@Nullable Object memoryId) {
    EventContext context = EventContext.capture();
    DomainEvent event = context.event();
    String actor = event == null ? null : event.actorName();
    return new AgentStep(context, sessions.of(memoryId), actor, ACTOR, now());
  }

  /** Returns whether the current event of the calling thread is a call of a tool by a run. */
  public boolean isInToolOf(AgentStep run) {
    DomainEvent current = EventContext.capture().event();
    DomainEvent begun = run.context().event();
    return current != null
        && begun != null
        && current.is(EventType.TOOL_INVOKED)
        && begun.id().equals(current.causationId());
  }

  /** Emits {@code actor.completed}, unless the run has ended. */
  public void completed(AgentStep run) {
    end(
        run,
        ActorPayloads.COMPLETED,
        () -> new ActorPayloads.Completed(run.name(), run.toolCalls(), millis(run)));
  }

  /** Emits {@code actor.errored}, unless the run has ended. */
  public void errored(AgentStep run, Throwable failure) {
    end(
        run,
        ActorPayloads.ERRORED,
        () ->
            new ActorPayloads.Errored(run.name(), failure.getClass().getName(), message(failure)));
  }

  /**
   * Emits {@code actor.escalated}, unless the run has ended.
   *
   * @param target the name of the actor or person that continues
   */
  public void escalated(AgentStep run, String reason, String target) {
    end(
        run,
        ActorPayloads.ESCALATED,
        () -> new ActorPayloads.Escalated(run.name(), reason, Names.of(target, "person")));
  }

  /**
   * Emits {@code tool.invoked} and counts the call.
   *
   * @param run the run that calls the tool, or null
   * @return the call, to be ended by {@link #toolCompleted} or {@link #toolErrored}
   */
  public AgentStep tool(@Nullable AgentStep run, String tool) {
    String name = Names.of(tool, TOOL);
    if (run != null) {
      run.countToolCall();
    }
    return begin(
        run,
        run == null ? null : run.session(),
        run == null ? null : run.actor(),
        name,
        ToolPayloads.INVOKED,
        () -> new ToolPayloads.Invoked(name));
  }

  /**
   * Emits {@code tool.completed}, unless the call has ended.
   *
   * @param resultSize the number of characters of the result, or null
   */
  public void toolCompleted(AgentStep call, @Nullable Integer resultSize) {
    end(
        call,
        ToolPayloads.COMPLETED,
        () -> new ToolPayloads.Completed(call.name(), millis(call), resultSize));
  }

  /** Emits {@code tool.errored}, unless the call has ended. */
  public void toolErrored(AgentStep call, Throwable failure) {
    toolErrored(call, failure.getClass().getName(), Guard.message(failure));
  }

  /**
   * Emits {@code tool.errored}, unless the call has ended.
   *
   * @param errorType the class of the failure
   * @param message the message of the failure, or null
   */
  public void toolErrored(AgentStep call, String errorType, @Nullable String message) {
    end(
        call,
        ToolPayloads.ERRORED,
        () ->
            new ToolPayloads.Errored(
                call.name(),
                errorType,
                options.texts().recorded(message, Texts.MAX_MESSAGE),
                millis(call)));
  }

  /**
   * Emits {@code model.requested}.
   *
   * @param run the run that calls the model, or null
   * @return the call, to be ended by {@link #answered} or {@link #modelErrored}
   */
  public AgentStep model(@Nullable AgentStep run, ModelRequest request) {
    return begin(
        run,
        run == null ? null : run.session(),
        run == null ? null : run.actor(),
        Names.of(request.model(), "model"),
        ModelPayloads.REQUESTED,
        () ->
            new ModelPayloads.Requested(
                request.model(),
                request.provider(),
                request.messageCount(),
                request.toolCount(),
                options.texts().recorded(request.text(), Texts.MAX_TEXT)));
  }

  /** Emits {@code model.answered} and books the tokens, unless the call has ended. */
  public void answered(AgentStep call, ModelAnswer answer) {
    if (!call.end()) {
      return;
    }
    EventContext answered =
        emit(
            call,
            ModelPayloads.ANSWERED,
            () ->
                new ModelPayloads.Answered(
                    answer.model(),
                    answer.inputTokens(),
                    answer.outputTokens(),
                    answer.finishReason(),
                    millis(call),
                    options.texts().recorded(answer.text(), Texts.MAX_TEXT)));
    spendings.book(answered, call.session(), answer.usage());
  }

  /** Emits {@code model.errored}, unless the call has ended. */
  public void modelErrored(AgentStep call, @Nullable String model, Throwable failure) {
    end(
        call,
        ModelPayloads.ERRORED,
        () ->
            new ModelPayloads.Errored(
                model, failure.getClass().getName(), message(failure), millis(call)));
  }

  /**
   * Emits {@code validation.started}, and {@code validation.passed} or {@code validation.failed} as
   * its effect, for one required validation that has been made.
   */
  public void validated(@Nullable AgentStep run, String validation, boolean passed) {
    AgentStep started =
        begin(
            run,
            run == null ? null : run.session(),
            run == null ? null : run.actor(),
            Names.of(validation, "validation"),
            ValidationPayloads.STARTED,
            () -> new ValidationPayloads.Started(1));
    if (passed) {
      end(started, ValidationPayloads.PASSED, () -> new ValidationPayloads.Passed(1, 0));
    } else {
      end(
          started,
          ValidationPayloads.FAILED,
          () -> new ValidationPayloads.Failed(List.of(started.name()), 1));
    }
  }

  /**
   * Emits {@code context.query_executed}. Without texts the query is empty.
   *
   * @param results the number of results
   */
  public void queried(@Nullable AgentStep run, String query, int results) {
    AgentStep within = run == null ? unknown(null) : run;
    emit(
        within,
        ContextPayloads.QUERY_EXECUTED,
        () -> {
          String text = options.texts().recorded(query, Texts.MAX_MESSAGE);
          return new ContextPayloads.QueryExecuted(text == null ? "" : text, results);
        });
  }

  /** Emits {@code resource.accessed} for a resource that was read. */
  public void read(@Nullable AgentStep run, String resource) {
    emit(
        run == null ? unknown(null) : run,
        ResourcePayloads.ACCESSED,
        () -> new ResourcePayloads.Accessed(resource, "read"));
  }

  private <P extends Record> AgentStep begin(
      @Nullable AgentStep parent,
      @Nullable String session,
      @Nullable String actor,
      String name,
      PayloadKind<P> kind,
      Supplier<P> payload) {
    long start = now();
    EventContext context =
        emit(parent == null ? null : parent.context(), session, actor, kind, payload);
    return new AgentStep(context, session, actor, name, start);
  }

  private <P extends Record> void end(AgentStep step, PayloadKind<P> kind, Supplier<P> payload) {
    if (step.end()) {
      emit(step, kind, payload);
    }
  }

  private <P extends Record> EventContext emit(
      AgentStep within, PayloadKind<P> kind, Supplier<P> payload) {
    return emit(within.context(), within.session(), within.actor(), kind, payload);
  }

  private <P extends Record> EventContext emit(
      @Nullable EventContext context,
      @Nullable String session,
      @Nullable String actor,
      PayloadKind<P> kind,
      Supplier<P> payload) {
    DomainEvent cause = context == null ? null : context.event();
    if (cause != null) {
      return options.emitter().begin(cause, kind, payload, content(session, actor, kind));
    }
    if (context == null) {
      return options.emitter().begin(kind, payload, content(session, actor, kind));
    }
    try (EventContext.Handle opened = context.open()) {
      return options.emitter().begin(kind, payload, content(session, actor, kind));
    }
  }

  private static <P extends Record> BiConsumer<EventBuilder, Supplier<P>> content(
      @Nullable String session, @Nullable String actor, PayloadKind<P> kind) {
    return (event, payload) ->
        event.sessionId(session).actorName(actor).payload(kind, payload.get());
  }

  private @Nullable String message(Throwable failure) {
    return options.texts().recorded(Guard.message(failure), Texts.MAX_MESSAGE);
  }

  private long millis(AgentStep step) {
    return Math.max(0, now() - step.start()) / 1_000_000;
  }

  private long now() {
    return options.nanos().getAsLong();
  }
}
