package io.tidings.event;

import static java.util.Objects.requireNonNull;

import io.tidings.event.spi.IdSource;
import io.tidings.event.spi.ScopeSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Where events come from: a clock, a source of ids, a host's own idea of the current scope, and
 * limits for the details. There is no global setter; give a factory to {@link
 * EventBusBuilder#events} and build with {@link EventBus#events()}.
 *
 * <pre>{@code
 * EventFactory events = EventFactory.standard().withClock(InstantSource.system());
 * EventBus bus = EventBus.builder().events(events).build();
 * bus.emit(bus.events().builder(EventType.SESSION_CREATED).sessionId("s-1").build());
 * }</pre>
 *
 * <p>A clock, id source or scope source that throws, or gives null or something ill-formed, costs
 * no event: the system clock, a ULID or no scope stands in, and a WARN tells the first time
 * (FLT-06).
 *
 * <p>Immutable; thread-safe if its sources are.
 */
public final class EventFactory {

  private static final EventFactory STANDARD =
      new EventFactory(
          clock(InstantSource.system()),
          ids(IdSource.ulid()),
          scopes(ScopeSource.none()),
          EventLimits.defaults());

  private final GuardedSource<Instant> clock;
  private final GuardedSource<String> ids;
  private final GuardedSource<EventScope> scopes;
  private final EventLimits limits;

  private EventFactory(
      GuardedSource<Instant> clock,
      GuardedSource<String> ids,
      GuardedSource<EventScope> scopes,
      EventLimits limits) {
    this.clock = clock;
    this.ids = ids;
    this.scopes = scopes;
    this.limits = limits;
  }

  /**
   * Returns the factory behind {@link DomainEvent#builder}: the system clock, ULIDs, no scope
   * source, {@link EventLimits#defaults()}.
   */
  public static EventFactory standard() {
    return STANDARD;
  }

  /** Returns this factory with another clock. */
  public EventFactory withClock(InstantSource clock) {
    return new EventFactory(clock(requireNonNull(clock, "clock")), ids, scopes, limits);
  }

  /** Returns this factory with another source of event ids. */
  public EventFactory withIds(IdSource ids) {
    return new EventFactory(clock, ids(requireNonNull(ids, "ids")), scopes, limits);
  }

  /** Returns this factory with another scope source, asked after the ambient scope. */
  public EventFactory withScopes(ScopeSource scopes) {
    return new EventFactory(clock, ids, scopes(requireNonNull(scopes, "scopes")), limits);
  }

  /** Returns this factory with other limits for the details. */
  public EventFactory withLimits(EventLimits limits) {
    return new EventFactory(clock, ids, scopes, requireNonNull(limits, "limits"));
  }

  /** Returns the limits that hold for the details of the events built. */
  public EventLimits limits() {
    return limits;
  }

  /**
   * Starts an event that inherits, when it is built, from the event current on the building thread
   * and from the ambient scope (CTX-02).
   *
   * @throws NullPointerException if {@code kind} is null
   * @throws IllegalArgumentException if the kind's id is null or ill-formed
   */
  public EventBuilder builder(EventKind kind) {
    return new EventBuilder(this, kind, Inheritance.FROM_THREAD);
  }

  /** Starts an event that inherits nothing, not even a scope; otherwise like {@link #builder}. */
  public EventBuilder root(EventKind kind) {
    return new EventBuilder(this, kind, Inheritance.NOTHING);
  }

  /** Starts an event that inherits from {@code cause}; otherwise like {@link #builder}. */
  public EventBuilder caused(DomainEvent cause, EventKind kind) {
    return new EventBuilder(this, kind, Inheritance.from(requireNonNull(cause, "cause")));
  }

  /** Starts a copy of {@code event} with everything it has, id and timestamp too. */
  public EventBuilder copy(DomainEvent event) {
    return root(requireNonNull(event, "event").kind())
        .id(event.id())
        .timestamp(event.timestamp())
        .correlationId(event.correlationId())
        .causationId(event.causationId())
        .scope(event.scope())
        .planId(event.planId())
        .rootPlanId(event.rootPlanId())
        .sessionId(event.sessionId())
        .actorName(event.actorName())
        .projectName(event.projectName())
        .copiedDetails(event.details());
  }

  String nextId() {
    return ids.get();
  }

  Instant now() {
    return clock.get();
  }

  EventScope currentScope() {
    return scopes.get();
  }

  private static GuardedSource<Instant> clock(InstantSource clock) {
    return new GuardedSource<>("clock", clock::instant, DomainEvent::cut, Instant::now);
  }

  private static GuardedSource<String> ids(IdSource ids) {
    UnaryOperator<String> check =
        ids == IdSource.ulid() ? UnaryOperator.identity() : id -> Validation.id(id, "id");
    return new GuardedSource<>("id source", ids::nextId, check, IdSource.ulid()::nextId);
  }

  private static GuardedSource<EventScope> scopes(ScopeSource scopes) {
    return new GuardedSource<>(
        "scope source", scopes::currentScope, Objects::requireNonNull, EventScope::none);
  }
}
