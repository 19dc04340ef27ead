package io.tidings.event;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DetailFreezer.ImmutableDetails;
import io.tidings.event.internal.FatalErrors;
import io.tidings.event.spi.TraceSource.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builder of an event. Start with {@link DomainEvent#builder} or {@link EventBus#events()}.
 *
 * <p>A part that is not set, or set to null, is inherited if this builder inherits; otherwise it
 * has its default or is absent. Ids and names are validated when they are set, details by {@link
 * #build}. A builder may build several events; each has an id and timestamp of its own unless they
 * are set.
 *
 * <p>Confined to one thread.
 *
 * @contract EVT-01, EVT-07, CTX-02
 */
public final class EventBuilder {

  /** The maximum length of the message that {@link #error} adds, in characters. */
  public static final int MAX_ERROR_MESSAGE = 1_000;

  private final EventFactory factory;
  private final EventKind kind;

  /** The context to inherit from; null for that of the thread that builds. */
  private final @Nullable EventContext inherited;

  private @Nullable String id;
  private @Nullable Instant timestamp;
  private @Nullable String correlationId;
  private @Nullable String causationId;
  private EventScope scope = EventScope.none();
  private @Nullable String planId;
  private @Nullable String rootPlanId;
  private @Nullable String sessionId;
  private @Nullable String actorName;
  private @Nullable String projectName;
  private @Nullable String traceId;
  private @Nullable String spanId;
  private boolean copying;
  private ImmutableDetails copied = ImmutableDetails.EMPTY;

  /** The details that were added before the first map. */
  private @Nullable Map<String, @Nullable Object> details;

  /** The maps and later details: names and values in turn; a null name marks a map. */
  private @Nullable List<@Nullable Object> later;

  EventBuilder(EventFactory factory, EventKind kind, @Nullable EventContext inherited) {
    this.factory = factory;
    EventKind normalized = PlainKind.normalize(kind);
    EventCatalog catalog = factory.catalog();
    this.kind = catalog == null ? normalized : catalog.resolve(normalized);
    this.inherited = inherited;
  }

  /**
   * Sets the event id. By default the next one of the factory's {@code IdSource}.
   *
   * @throws IllegalArgumentException if it is not 1 to 128 visible ASCII characters
   */
  public EventBuilder id(@Nullable String id) {
    this.id = Validation.optionalId(id, "id");
    return this;
  }

  /**
   * Sets the time of the event, truncated to microseconds. By default the factory's current time.
   *
   * @throws IllegalArgumentException if it is not in the years 1 to 9999
   */
  public EventBuilder timestamp(@Nullable Instant timestamp) {
    this.timestamp = timestamp == null ? null : DomainEvent.truncate(timestamp);
    return this;
  }

  /**
   * Sets the correlation id. By default inherited, else the event's own id.
   *
   * @throws IllegalArgumentException if it is not 1 to 128 visible ASCII characters
   */
  public EventBuilder correlationId(@Nullable String correlationId) {
    this.correlationId = Validation.optionalId(correlationId, "correlationId");
    return this;
  }

  /**
   * Sets the id of the causing event. By default the id of the event inherited from.
   *
   * @throws IllegalArgumentException if it is not 1 to 128 visible ASCII characters
   */
  public EventBuilder causationId(@Nullable String causationId) {
    this.causationId = Validation.optionalId(causationId, "causationId");
    return this;
  }

  /**
   * Sets the scope. Absent fields are filled from the inherited scope, then from the factory's
   * scope source; a source that contradicts a field already set fills nothing.
   *
   * @contract SCO-05
   */
  public EventBuilder scope(@Nullable EventScope scope) {
    this.scope = scope == null ? EventScope.none() : scope;
    return this;
  }

  /** Returns the scope of the event if it were built now. */
  public EventScope scope() {
    return scope(context());
  }

  /**
   * Sets the plan id. By default inherited.
   *
   * @throws IllegalArgumentException if it is not 1 to 128 visible ASCII characters
   */
  public EventBuilder planId(@Nullable String planId) {
    this.planId = Validation.optionalId(planId, "planId");
    return this;
  }

  /**
   * Sets the id of the root plan. By default inherited.
   *
   * @throws IllegalArgumentException if it is not 1 to 128 visible ASCII characters
   */
  public EventBuilder rootPlanId(@Nullable String rootPlanId) {
    this.rootPlanId = Validation.optionalId(rootPlanId, "rootPlanId");
    return this;
  }

  /**
   * Sets the session id. By default inherited.
   *
   * @throws IllegalArgumentException if it is not 1 to 128 visible ASCII characters
   */
  public EventBuilder sessionId(@Nullable String sessionId) {
    this.sessionId = Validation.optionalId(sessionId, "sessionId");
    return this;
  }

  /**
   * Sets the actor's name. Inherited only with {@link EventFactory#withInheritedActor}.
   *
   * @throws IllegalArgumentException if it is not 1 to 256 characters, is blank, or has control
   *     characters
   */
  public EventBuilder actorName(@Nullable String actorName) {
    this.actorName = Validation.optionalName(actorName, "actorName");
    return this;
  }

  /**
   * Sets the project's name. By default inherited.
   *
   * @throws IllegalArgumentException if it is not 1 to 256 characters, is blank, or has control
   *     characters
   */
  public EventBuilder projectName(@Nullable String projectName) {
    this.projectName = Validation.optionalName(projectName, "projectName");
    return this;
  }

  /**
   * Sets the id of the trace. By default the current one of the factory's {@code TraceSource},
   * which is not called if the trace or span id is set. Never inherited.
   *
   * @throws IllegalArgumentException if it is not 1 to 128 visible ASCII characters
   * @contract CTX-07
   */
  public EventBuilder traceId(@Nullable String traceId) {
    this.traceId = Validation.optionalId(traceId, "traceId");
    return this;
  }

  /**
   * Sets the id of the span; see {@link #traceId}.
   *
   * @throws IllegalArgumentException if it is not 1 to 128 visible ASCII characters
   * @contract CTX-07
   */
  public EventBuilder spanId(@Nullable String spanId) {
    this.spanId = Validation.optionalId(spanId, "spanId");
    return this;
  }

  /**
   * Adds or replaces one detail.
   *
   * @param name the name, by convention snake_case
   * @param value a value that {@link DomainEvent#details()} may hold; a Byte, Short, Integer or
   *     Float, which are widened; or a BigDecimal, Instant, UUID or enum, which become text. Null
   *     removes the detail; nulls inside lists and maps are omitted. Read by the first {@link
   *     #build}, and must not change before it returns
   * @throws NullPointerException if {@code name} is null
   * @throws IllegalArgumentException if {@code name} is empty
   */
  public EventBuilder detail(String name, @Nullable Object value) {
    if (requireNonNull(name, "name").isEmpty()) {
      throw new IllegalArgumentException("name must not be empty; give the detail a name");
    }
    if (later != null) {
      return addLater(later, name, value);
    }
    if (details == null) {
      details = new LinkedHashMap<>();
    }
    details.put(name, value);
    return this;
  }

  /**
   * Adds or replaces all details of a map, which is read by {@link #build} and must not change
   * before.
   *
   * @throws NullPointerException if {@code details} is null
   */
  public EventBuilder details(Map<String, ? extends @Nullable Object> details) {
    requireNonNull(details, "details");
    if (later == null) {
      later = new ArrayList<>();
    }
    return addLater(later, null, details);
  }

  /**
   * Sets the details to those of a payload, which is read by this call. Details that were added
   * before, or are added afterwards, come after them; with any, the event's payload is decoded from
   * the details.
   *
   * <pre>{@code
   * events.emit(
   *     ORDER_PLACED, e -> e.sessionId(session).payload(ORDER_PLACED, new Placed(id, lines)));
   * }</pre>
   *
   * @param kind a payload kind with the id of this event's kind
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if this event has another kind, an accessor throws, a
   *     component has no exact form or exceeds a limit; the message names its path
   * @contract PAY-01
   */
  public <P extends Record> EventBuilder payload(PayloadKind<P> kind, P payload) {
    if (!requireNonNull(kind, "kind").id().equals(this.kind.id())) {
      throw new IllegalArgumentException(
          "kind %s is not the event's kind %s; start the builder with the payload's kind"
              .formatted(kind.id(), this.kind.id()));
    }
    this.copied = kind.freeze(payload, factory.limits());
    return this;
  }

  /**
   * Adds the details {@code error_type}, the class of a failure, and {@code error_message}, its
   * message cut after {@value #MAX_ERROR_MESSAGE} characters. A failure without a message, or whose
   * {@code getMessage} throws, adds the type only.
   *
   * @throws NullPointerException if {@code failure} is null
   * @contract EVT-11
   */
  public EventBuilder error(Throwable failure) {
    return detail("error_type", requireNonNull(failure, "failure").getClass().getName())
        .detail("error_message", messageOf(failure));
  }

  private static @Nullable String messageOf(Throwable failure) {
    try {
      String message = failure.getMessage();
      if (message == null || message.length() <= MAX_ERROR_MESSAGE) {
        return message;
      }
      int split = Character.isHighSurrogate(message.charAt(MAX_ERROR_MESSAGE - 1)) ? 1 : 0;
      return message.substring(0, MAX_ERROR_MESSAGE - split);
    } catch (Throwable unprintable) {
      FatalErrors.rethrow(unprintable);
      return null;
    }
  }

  /**
   * Returns a new event.
   *
   * @throws IllegalArgumentException if a detail has no exact form, exceeds {@link
   *     EventFactory#limits()} or cannot be read; the message names its path
   * @contract EVT-06, EVT-11, LIM-01
   */
  public DomainEvent build() {
    EventContext context = context();
    DomainEvent cause = context.event();
    String ownId = id != null ? id : factory.nextId();
    Trace trace = currentTrace();
    return new DomainEvent(
        ownId,
        kind,
        timestamp != null ? timestamp : factory.now(),
        correlationId != null ? correlationId : cause == null ? ownId : cause.correlationId(),
        first(causationId, cause == null ? null : cause.id()),
        scope(context),
        first(planId, cause == null ? null : cause.planId()),
        first(rootPlanId, cause == null ? null : cause.rootPlanId()),
        first(sessionId, cause == null ? null : cause.sessionId()),
        first(actorName, cause == null || !factory.inheritsActor() ? null : cause.actorName()),
        first(projectName, cause == null ? null : cause.projectName()),
        trace != null ? trace.traceId() : traceId,
        trace != null ? trace.spanId() : spanId,
        immutableDetails());
  }

  private EventContext context() {
    return inherited != null ? inherited : EventContext.capture();
  }

  private @Nullable Trace currentTrace() {
    return copying || traceId != null || spanId != null ? null : factory.currentTrace();
  }

  private static @Nullable String first(@Nullable String own, @Nullable String inherited) {
    return own != null ? own : inherited;
  }

  private EventScope scope(EventContext context) {
    EventScope filled = scope.filledFrom(context.scope());
    return inherited == EventContext.NONE ? filled : filled.filledFrom(factory.currentScope());
  }

  private EventBuilder addLater(
      List<@Nullable Object> steps, @Nullable String name, @Nullable Object value) {
    steps.add(name);
    steps.add(value);
    return this;
  }

  /**
   * Sets the details of another event, which are shared unless a detail is added, and takes its
   * trace as it is.
   */
  EventBuilder copiedDetails(Map<String, Object> copied) {
    this.copying = true;
    this.copied = DetailFreezer.freeze(copied, factory.limits());
    return this;
  }

  /** Returns the details; those that were frozen become the first ones of a further event. */
  private ImmutableDetails immutableDetails() {
    Map<String, @Nullable Object> own = details;
    if (own == null && later == null) {
      return copied;
    }
    if (own == null || later != null || copied != ImmutableDetails.EMPTY) {
      return DetailFreezer.freeze(this::gather, factory.limits());
    }
    copied = DetailFreezer.freezeOwn(own, factory.limits());
    details = null;
    return copied;
  }

  private void gather(DetailFreezer freezer) {
    freezer.putAll(copied);
    if (details != null) {
      details.forEach(freezer::put);
    }
    List<@Nullable Object> steps = later == null ? List.of() : later;
    for (int i = 0; i < steps.size(); i += 2) {
      Object value = steps.get(i + 1);
      if (steps.get(i) instanceof String name) {
        freezer.put(name, value);
      } else if (value instanceof Map<?, ?> map) {
        freezer.putAll(map);
      }
    }
  }
}
