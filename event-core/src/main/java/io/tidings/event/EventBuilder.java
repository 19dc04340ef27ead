package io.tidings.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Builds an event. Start with {@link DomainEvent#builder} or {@link EventBus#events()}.
 *
 * <p>Whatever is not given, or given as null, is inherited if this builder inherits, else takes its
 * default or stays absent; an event that is to inherit nothing begins with {@link
 * EventFactory#root}. Ids and names are checked when they are given, details when {@link #build} is
 * called. May build several events; each gets an id and a timestamp of its own unless they are
 * given.
 *
 * <p>Confined to one thread.
 */
public final class EventBuilder {

  private final EventFactory factory;
  private final EventKind kind;
  private final Inheritance inheritance;

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
  private FrozenMap copied = FrozenMap.EMPTY;

  /** Names and values in turn; null in the place of a name says that a map of them follows. */
  private @Nullable List<@Nullable Object> details;

  EventBuilder(EventFactory factory, EventKind kind, Inheritance inheritance) {
    this.factory = factory;
    this.kind = PlainKind.frozen(kind);
    this.inheritance = inheritance;
  }

  /** Sets the event's own id, 1 to 128 visible ASCII characters. By default a fresh one. */
  public EventBuilder id(@Nullable String id) {
    this.id = Validation.optionalId(id, "id");
    return this;
  }

  /** Sets when it happened; cut to microseconds. By default now. */
  public EventBuilder timestamp(@Nullable Instant timestamp) {
    this.timestamp = timestamp == null ? null : DomainEvent.cut(timestamp);
    return this;
  }

  /** Sets what ties this event to others. By default inherited, else the event's own id. */
  public EventBuilder correlationId(@Nullable String correlationId) {
    this.correlationId = Validation.optionalId(correlationId, "correlationId");
    return this;
  }

  /** Sets the id of the event that caused this one. By default the id of the one inherited from. */
  public EventBuilder causationId(@Nullable String causationId) {
    this.causationId = Validation.optionalId(causationId, "causationId");
    return this;
  }

  /**
   * Sets whose event it is. What the scope leaves absent is filled from the inherited scope, then
   * from the host's scope source, each as far as it does not contradict (SCO-05).
   */
  public EventBuilder scope(@Nullable EventScope scope) {
    this.scope = scope == null ? EventScope.none() : scope;
    return this;
  }

  /** Returns the scope that the event would have if it was built now (SCO-05). */
  public EventScope scope() {
    return scope(inheritance.context());
  }

  /** Sets the plan. By default inherited. */
  public EventBuilder planId(@Nullable String planId) {
    this.planId = Validation.optionalId(planId, "planId");
    return this;
  }

  /** Sets the root of the plan's tree. By default inherited. */
  public EventBuilder rootPlanId(@Nullable String rootPlanId) {
    this.rootPlanId = Validation.optionalId(rootPlanId, "rootPlanId");
    return this;
  }

  /** Sets the session. By default inherited. */
  public EventBuilder sessionId(@Nullable String sessionId) {
    this.sessionId = Validation.optionalId(sessionId, "sessionId");
    return this;
  }

  /** Sets who acted, 1 to 256 characters without controls. Never inherited. */
  public EventBuilder actorName(@Nullable String actorName) {
    this.actorName = Validation.optionalName(actorName, "actorName");
    return this;
  }

  /** Sets the project's name, 1 to 256 characters without controls. By default inherited. */
  public EventBuilder projectName(@Nullable String projectName) {
    this.projectName = Validation.optionalName(projectName, "projectName");
    return this;
  }

  /**
   * Adds one detail, or replaces it.
   *
   * @param name its name, by convention snake_case; not empty
   * @param value what {@link DomainEvent#details()} may hold, or a Byte, Short, Integer or Float,
   *     which widen exactly, or a BigDecimal, Instant, UUID or enum, which become text. Null takes
   *     the detail away; a null inside a list or map is left out
   */
  public EventBuilder detail(String name, @Nullable Object value) {
    if (requireNonNull(name, "name").isEmpty()) {
      throw new IllegalArgumentException("name must not be empty; give the detail a name");
    }
    return add(name, value);
  }

  /**
   * Adds or replaces all details that {@code details} holds at the time of {@link #build}, as if
   * each was given here.
   */
  public EventBuilder details(Map<String, ? extends @Nullable Object> details) {
    return add(null, requireNonNull(details, "details"));
  }

  /**
   * Builds the event.
   *
   * @throws IllegalArgumentException if the details hold what cannot be kept, exceed {@link
   *     EventFactory#limits()}, cannot be read, or change while they are read; the message tells
   *     where
   */
  public DomainEvent build() {
    EventContext context = inheritance.context();
    DomainEvent cause = context.event();
    String own = id != null ? id : factory.nextId();
    String correlation = either(correlationId, cause, DomainEvent::correlationId);
    return new DomainEvent(
        own,
        kind,
        timestamp != null ? timestamp : factory.now(),
        correlation != null ? correlation : own,
        either(causationId, cause, DomainEvent::id),
        scope(context),
        either(planId, cause, DomainEvent::planId),
        either(rootPlanId, cause, DomainEvent::rootPlanId),
        either(sessionId, cause, DomainEvent::sessionId),
        actorName,
        either(projectName, cause, DomainEvent::projectName),
        frozenDetails());
  }

  private static @Nullable String either(
      @Nullable String given,
      @Nullable DomainEvent cause,
      Function<DomainEvent, @Nullable String> part) {
    return given != null || cause == null ? given : part.apply(cause);
  }

  private EventScope scope(EventContext context) {
    EventScope inherited = scope.filledFrom(context.scope());
    return inheritance.asksScopeSource() ? inherited.filledFrom(factory.currentScope()) : inherited;
  }

  private EventBuilder add(@Nullable String name, @Nullable Object value) {
    if (details == null) {
      details = new ArrayList<>();
    }
    details.add(name);
    details.add(value);
    return this;
  }

  /** Takes over an event's details, which are kept as they are unless something is added. */
  EventBuilder copiedDetails(Map<String, Object> copied) {
    this.copied = DetailFreezer.freeze(copied, factory.limits());
    return this;
  }

  private FrozenMap frozenDetails() {
    return details == null ? copied : DetailFreezer.freeze(this::gather, factory.limits());
  }

  private void gather(DetailFreezer freezer) {
    freezer.putAll(copied);
    List<@Nullable Object> steps = details == null ? List.of() : details;
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
