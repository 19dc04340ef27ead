package io.tidings.event;

import static java.util.Objects.requireNonNull;

import io.tidings.event.internal.FatalErrors;
import io.tidings.event.internal.SafeLog;
import io.tidings.event.spi.IdSource;
import io.tidings.event.spi.ScopeSource;
import io.tidings.event.spi.TraceSource;
import io.tidings.event.spi.TraceSource.Trace;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Immutable factory of events: clock, id source, scope source, trace source, limits and catalogue.
 * There is no global setter; pass a factory to {@link EventBusBuilder#events} and build events with
 * {@link EventBus#events()}.
 *
 * <pre>{@code
 * EventFactory events = EventFactory.standard().withClock(InstantSource.system());
 * EventBus bus = EventBus.builder().events(events).build();
 * bus.emit(bus.events().builder(EventType.SESSION_CREATED).sessionId("s-1").build());
 * }</pre>
 *
 * <p>If a source throws, or returns an ill-formed value or null (except a trace source), the
 * factory uses the system clock, a ULID, no scope or no trace instead, and logs the first failure
 * of that source at WARN. Thread-safe if its sources are.
 *
 * @contract FLT-06
 */
public final class EventFactory {

  private static final EventFactory STANDARD =
      new EventFactory(null, null, null, null, EventLimits.defaults(), null, false);

  /** The host's clock, or null for the system clock. */
  private final @Nullable FallbackSource<Instant> clock;

  /** The host's id source, or null for ULIDs. */
  private final @Nullable FallbackSource<String> ids;

  /** The host's scope source, or null for none. */
  private final @Nullable FallbackSource<EventScope> scopes;

  /** The host's trace source, or null for none. */
  private final @Nullable FallbackSource<@Nullable Trace> traces;

  private final EventLimits limits;
  private final @Nullable EventCatalog catalog;
  private final boolean inheritsActor;

  private EventFactory(
      @Nullable FallbackSource<Instant> clock,
      @Nullable FallbackSource<String> ids,
      @Nullable FallbackSource<EventScope> scopes,
      @Nullable FallbackSource<@Nullable Trace> traces,
      EventLimits limits,
      @Nullable EventCatalog catalog,
      boolean inheritsActor) {
    this.clock = clock;
    this.ids = ids;
    this.scopes = scopes;
    this.traces = traces;
    this.limits = limits;
    this.catalog = catalog;
    this.inheritsActor = inheritsActor;
  }

  /**
   * Returns the factory behind {@link DomainEvent#builder}: the system clock, ULIDs, no scope
   * source, {@link EventLimits#defaults()}.
   */
  public static EventFactory standard() {
    return STANDARD;
  }

  /**
   * Returns this factory with another clock.
   *
   * @throws NullPointerException if {@code clock} is null
   */
  public EventFactory withClock(InstantSource clock) {
    FallbackSource<Instant> checked = clock(requireNonNull(clock, "clock"));
    return new EventFactory(checked, ids, scopes, traces, limits, catalog, inheritsActor);
  }

  /**
   * Returns this factory with another source of event ids.
   *
   * @throws NullPointerException if {@code ids} is null
   */
  public EventFactory withIds(IdSource ids) {
    FallbackSource<String> checked = ids(requireNonNull(ids, "ids"));
    return new EventFactory(clock, checked, scopes, traces, limits, catalog, inheritsActor);
  }

  /**
   * Returns this factory with another scope source, which fills what the ambient scope leaves
   * absent.
   *
   * @throws NullPointerException if {@code scopes} is null
   */
  public EventFactory withScopes(ScopeSource scopes) {
    FallbackSource<EventScope> checked = scopes(requireNonNull(scopes, "scopes"));
    return new EventFactory(clock, ids, checked, traces, limits, catalog, inheritsActor);
  }

  /**
   * Returns this factory with another source of trace and span ids, for all its events but copies.
   * By default there is none.
   *
   * @throws NullPointerException if {@code traces} is null
   * @contract CTX-07
   */
  public EventFactory withTraces(TraceSource traces) {
    FallbackSource<@Nullable Trace> checked = traces(requireNonNull(traces, "traces"));
    return new EventFactory(clock, ids, scopes, checked, limits, catalog, inheritsActor);
  }

  /**
   * Returns this factory with actors inherited: an event without an actor name has that of the
   * event from which it inherits its other parts. By default no actor is inherited.
   *
   * @contract CTX-08
   */
  public EventFactory withInheritedActor() {
    return new EventFactory(clock, ids, scopes, traces, limits, catalog, true);
  }

  /**
   * Returns this factory with other limits for the details.
   *
   * @throws NullPointerException if {@code limits} is null
   */
  public EventFactory withLimits(EventLimits limits) {
    requireNonNull(limits, "limits");
    return new EventFactory(clock, ids, scopes, traces, limits, catalog, inheritsActor);
  }

  /**
   * Returns this factory with a catalogue: {@link DomainEvent#kind()} of its events is the
   * catalogue's constant, and a bus with this factory rejects subscriptions to kinds and categories
   * that the catalogue does not have.
   *
   * @throws NullPointerException if {@code catalog} is null
   * @contract CAT-01, CAT-03
   */
  public EventFactory withCatalog(EventCatalog catalog) {
    requireNonNull(catalog, "catalog");
    return new EventFactory(clock, ids, scopes, traces, limits, catalog, inheritsActor);
  }

  /** Returns the catalogue, or null if this factory has none. */
  public @Nullable EventCatalog catalog() {
    return catalog;
  }

  /** Returns the limits for the details. */
  public EventLimits limits() {
    return limits;
  }

  /**
   * Returns a builder of an event that inherits from the current event and the ambient scope of the
   * thread that calls {@link EventBuilder#build}.
   *
   * @throws NullPointerException if {@code kind} is null
   * @throws IllegalArgumentException if the kind's id is null or ill-formed
   * @contract CTX-02
   */
  public EventBuilder builder(EventKind kind) {
    return new EventBuilder(this, kind, null);
  }

  /**
   * Returns a builder like {@link #builder(EventKind)} with the details of a payload, which is read
   * by this call. If a detail is added, the event's payload is decoded from the details instead.
   *
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if an accessor throws, a component has no exact form or
   *     exceeds {@link #limits()}; the message names its path
   * @contract PAY-01
   */
  public <P extends Record> EventBuilder builder(PayloadKind<P> kind, P payload) {
    return builder(kind).payload(kind, payload);
  }

  /**
   * Returns a builder like {@link #builder(EventKind)} of an event that inherits nothing, not even
   * a scope. It has the current trace of the factory's trace source.
   */
  public EventBuilder root(EventKind kind) {
    return new EventBuilder(this, kind, EventContext.NONE);
  }

  /**
   * Returns a builder like {@link #builder(EventKind)} of an event that inherits from {@code
   * cause}.
   *
   * @throws NullPointerException if an argument is null
   */
  public EventBuilder caused(DomainEvent cause, EventKind kind) {
    return new EventBuilder(this, kind, EventContext.of(requireNonNull(cause, "cause")));
  }

  /**
   * Returns a builder with all parts of {@code event}, its id, timestamp and trace included.
   *
   * @throws NullPointerException if {@code event} is null
   */
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
        .traceId(event.traceId())
        .spanId(event.spanId())
        .copiedDetails(event.details());
  }

  String nextId() {
    return ids == null ? IdSource.ulid().nextId() : ids.get();
  }

  Instant now() {
    return clock == null ? Instant.now() : clock.get();
  }

  EventScope currentScope() {
    return scopes == null ? EventScope.none() : scopes.get();
  }

  @Nullable Trace currentTrace() {
    return traces == null ? null : traces.get();
  }

  boolean inheritsActor() {
    return inheritsActor;
  }

  private static @Nullable FallbackSource<Instant> clock(InstantSource clock) {
    return clock == InstantSource.system()
        ? null
        : new FallbackSource<>("Clock", clock::instant, DomainEvent::truncate, Instant::now);
  }

  private static @Nullable FallbackSource<String> ids(IdSource ids) {
    return ids == IdSource.ulid()
        ? null
        : new FallbackSource<>(
            "Id source", ids::nextId, id -> Validation.id(id, "id"), IdSource.ulid()::nextId);
  }

  private static @Nullable FallbackSource<EventScope> scopes(ScopeSource scopes) {
    return scopes == ScopeSource.none()
        ? null
        : new FallbackSource<>(
            "Scope source", scopes::currentScope, Objects::requireNonNull, EventScope::none);
  }

  private static @Nullable FallbackSource<@Nullable Trace> traces(TraceSource traces) {
    return traces == TraceSource.none()
        ? null
        : new FallbackSource<>(
            "Trace source", traces::currentTrace, EventFactory::checked, () -> null);
  }

  private static @Nullable Trace checked(@Nullable Trace trace) {
    if (trace != null) {
      Validation.id(trace.traceId(), "traceId");
      Validation.optionalId(trace.spanId(), "spanId");
    }
    return trace;
  }

  /**
   * A host's clock, or source of ids, scopes or traces, with a fallback for its failures. Logs the
   * first failure only. Thread-safe if the source is.
   *
   * @contract FLT-06, CTX-06
   */
  private static final class FallbackSource<T extends @Nullable Object> {

    private static final Logger LOG = LoggerFactory.getLogger(EventFactory.class);

    private final String name;
    private final Supplier<T> source;
    private final UnaryOperator<T> check;
    private final Supplier<T> fallback;
    private final AtomicBoolean warned = new AtomicBoolean();

    /** Creates a source whose values {@code check} returns, or rejects by throwing. */
    FallbackSource(String name, Supplier<T> source, UnaryOperator<T> check, Supplier<T> fallback) {
      this.name = name;
      this.source = source;
      this.check = check;
      this.fallback = fallback;
    }

    T get() {
      long mark = ThreadState.mark();
      try {
        return check.apply(source.get());
      } catch (Throwable failure) {
        FatalErrors.rethrow(failure);
        if (failure instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        if (warned.compareAndSet(false, true)) {
          SafeLog.warn(
              LOG, name + " failed; using the default (further failures are not logged)", failure);
        }
        return fallback.get();
      } finally {
        ThreadState.discardSince(mark);
      }
    }
  }
}
