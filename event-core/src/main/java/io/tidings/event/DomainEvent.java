package io.tidings.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Immutable record of something that happened in a host.
 *
 * <pre>{@code
 * DomainEvent event =
 *     DomainEvent.builder(EventType.PLAN_APPLIED)
 *         .planId("01JCPLAN")
 *         .detail("files_changed", 3)
 *         .build();
 * }</pre>
 *
 * <p>The <em>correlation id</em> is shared by all events of one piece of work, for tracing across
 * services. The <em>causation id</em> is the id of the event that led to this one. An event built
 * while another is being handled inherits the correlation id and has the other as its cause.
 *
 * <p>Deeply immutable and thread-safe; equal by value, whatever the order of details.
 * Deconstruction patterns and the canonical constructor may change between minor versions: use the
 * builder.
 *
 * @param id the unique id, 1 to 128 visible ASCII characters; by default a ULID. Neither secret nor
 *     ordered
 * @param kind the {@link EventType} if the catalogue has the id; else the constant of a host's enum
 *     or the {@link PayloadKind} that the event was built with, or a plain kind
 * @param timestamp the time of the event, UTC, truncated to microseconds
 * @param correlationId the id shared by related events; by default the event's own id
 * @param causationId the id of the event that caused this one, or null
 * @param scope the scope
 * @param planId the plan's id, or null
 * @param rootPlanId the id of the plan at the root of the plan's tree, or null
 * @param sessionId the session's id, or null
 * @param actorName the actor's name, 1 to 256 characters without controls, or null
 * @param projectName the project's name, 1 to 256 characters without controls, or null
 * @param traceId the id of the trace in which the event was built, or null
 * @param spanId the id of the span in which the event was built, or null
 * @param details names to texts, booleans, Longs, BigIntegers beyond long, finite Doubles, and
 *     lists and maps of these at any nesting; in insertion order, unmodifiable
 * @contract EVT-04, EVT-05, EVT-06, EVT-12, CTX-02
 */
public record DomainEvent(
    String id,
    EventKind kind,
    Instant timestamp,
    String correlationId,
    @Nullable String causationId,
    EventScope scope,
    @Nullable String planId,
    @Nullable String rootPlanId,
    @Nullable String sessionId,
    @Nullable String actorName,
    @Nullable String projectName,
    @Nullable String traceId,
    @Nullable String spanId,
    Map<String, Object> details) {

  /** The maximum length of a name in characters. */
  public static final int MAX_NAME_LENGTH = 256;

  /** The maximum number of digits of a whole or decimal number in the details. */
  public static final int MAX_DIGITS = 1_000;

  /** The earliest timestamp: the first instant of the year 1. */
  public static final Instant MIN_TIMESTAMP = Instant.parse("0001-01-01T00:00:00Z");

  /** The latest timestamp: the last microsecond of the year 9999. */
  public static final Instant MAX_TIMESTAMP = Instant.parse("9999-12-31T23:59:59.999999Z");

  private static final long FIRST_SECOND = MIN_TIMESTAMP.getEpochSecond();
  private static final long LAST_SECOND = MAX_TIMESTAMP.getEpochSecond();
  private static final int NANOS_PER_MICRO = 1_000;

  /**
   * Creates an event from all its parts. {@link EventLimits#defaults()} apply to {@code details},
   * unless they come from another event.
   *
   * @throws NullPointerException if a required part is null
   * @throws IllegalArgumentException if a part is ill-formed or details are rejected
   * @contract EVT-07, EVT-11, LIM-01
   */
  public DomainEvent {
    Validation.id(id, "id");
    kind = PlainKind.normalize(kind);
    timestamp = truncate(timestamp);
    if (correlationId != id) {
      Validation.id(correlationId, "correlationId");
    }
    Validation.optionalId(causationId, "causationId");
    requireNonNull(scope, "scope");
    Validation.optionalId(planId, "planId");
    Validation.optionalId(rootPlanId, "rootPlanId");
    Validation.optionalId(sessionId, "sessionId");
    Validation.optionalName(actorName, "actorName");
    Validation.optionalName(projectName, "projectName");
    Validation.optionalId(traceId, "traceId");
    Validation.optionalId(spanId, "spanId");
    details = DetailFreezer.freeze(requireNonNull(details, "details"), EventLimits.defaults());
  }

  /** Returns an event of a kind with defaults and inherited parts only. */
  public static DomainEvent of(EventKind kind) {
    return builder(kind).build();
  }

  /**
   * Returns {@code EventFactory.standard().builder(kind)}: a builder that inherits from the current
   * event and the ambient scope. Use {@link EventBus#events()} instead if the host has a clock,
   * ids, limits or a scope source of its own.
   *
   * @contract CTX-02
   */
  public static EventBuilder builder(EventKind kind) {
    return EventFactory.standard().builder(kind);
  }

  /**
   * Returns {@code EventFactory.standard().builder(kind, payload)}: a builder with the details of a
   * payload.
   *
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if {@code payload} cannot be read, or exceeds a limit
   * @contract PAY-01
   */
  public static <P extends Record> EventBuilder builder(PayloadKind<P> kind, P payload) {
    return EventFactory.standard().builder(kind, payload);
  }

  /** Returns {@code EventFactory.standard().root(kind)}: a builder that inherits nothing. */
  public static EventBuilder root(EventKind kind) {
    return EventFactory.standard().root(kind);
  }

  /**
   * Returns {@code EventFactory.standard().caused(this, kind)}: a builder that inherits from this
   * event, on any thread.
   */
  public EventBuilder caused(EventKind kind) {
    return EventFactory.standard().caused(this, kind);
  }

  /**
   * Returns {@code EventFactory.standard().copy(this)}: a builder with all parts of this event, its
   * id and timestamp included. {@code id(null)} gives the copy a new id. The standard limits apply
   * if details are changed; use {@link EventFactory#copy} for others.
   */
  public EventBuilder toBuilder() {
    return EventFactory.standard().copy(this);
  }

  /**
   * Returns whether this event's kind has the same id as {@code kind}.
   *
   * @throws NullPointerException if {@code kind} is null
   * @contract KND-02
   */
  public boolean is(EventKind kind) {
    return this.kind.id().equals(PlainKind.readId(requireNonNull(kind, "kind")));
  }

  /**
   * Returns the constant of a host's enum with this event's kind, for a {@code switch}.
   *
   * <pre>{@code
   * OrderEvent kind = event.kind(OrderEvent.class);
   * if (kind == OrderEvent.PLACED) {
   *   mailer.send(event.payload(ORDER_PLACED).orderId());
   * }
   * }</pre>
   *
   * @param type the enum
   * @return the constant with the id of this event's kind, or null if the enum has none
   * @throws NullPointerException if {@code type} is null
   * @throws IllegalArgumentException if an id of the enum is null or ill-formed
   * @contract CAT-04
   */
  public <K extends Enum<K> & EventKind> @Nullable K kind(Class<K> type) {
    if (requireNonNull(type, "type").isInstance(kind)) {
      return type.cast(kind);
    }
    EventKind identity = PlainKind.identity(kind);
    for (K constant : type.getEnumConstants()) {
      if (PlainKind.identity(constant).id().equals(identity.id())) {
        return constant;
      }
    }
    return null;
  }

  /**
   * Returns the exact value of a detail as a type.
   *
   * <p>Whole numbers convert to any integer type, BigInteger, BigDecimal or Double that holds them;
   * Doubles to Float or BigDecimal; texts to Instant, UUID, BigDecimal, {@link EventKind} or an
   * enum constant (by id for a kind, else by name); any value to {@code Object}.
   *
   * @param name the detail's name
   * @param type the target type, not a primitive; {@code List.class} and {@code Map.class} for
   *     lists and maps
   * @return the value, or null if there is no such detail
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if the type cannot hold the value exactly; the message names
   *     both types and not the value
   * @contract EVT-13
   */
  public <T> @Nullable T detail(String name, Class<T> type) {
    requireNonNull(type, "type");
    Object value = details.get(requireNonNull(name, "name"));
    return value == null ? null : DetailReader.read(name, value, type);
  }

  /**
   * Returns the details as a payload: the instance that this event was built with, else one that is
   * decoded from the details at the first call.
   *
   * @param kind a kind with the id of this event's kind
   * @return the payload, the same one at every call
   * @throws NullPointerException if {@code kind} is null
   * @throws RedactedDetailException if a redactor has masked the detail of a component
   * @throws IllegalArgumentException if this event has another kind, or the details are not exactly
   *     a payload; the message names the path and not the value
   * @contract PAY-02, PAY-03, PAY-07
   */
  public <P extends Record> P payload(PayloadKind<P> kind) {
    return requireNonNull(kind, "kind").payload(this);
  }

  /** Returns whether {@code other} is an event with equal parts; kinds are compared by id. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other == this
        || (other instanceof DomainEvent event
            && id.equals(event.id)
            && kind.id().equals(event.kind.id())
            && timestamp.equals(event.timestamp)
            && correlationId.equals(event.correlationId)
            && Objects.equals(causationId, event.causationId)
            && scope.equals(event.scope)
            && Objects.equals(planId, event.planId)
            && Objects.equals(rootPlanId, event.rootPlanId)
            && Objects.equals(sessionId, event.sessionId)
            && Objects.equals(actorName, event.actorName)
            && Objects.equals(projectName, event.projectName)
            && Objects.equals(traceId, event.traceId)
            && Objects.equals(spanId, event.spanId)
            && details.equals(event.details));
  }

  /** Returns a hash code that agrees with {@link #equals}. */
  @Override
  public int hashCode() {
    return Objects.hash(id, kind.id(), timestamp, correlationId, details);
  }

  /**
   * Returns id, kind, correlation id and the names of the first details, never their values.
   *
   * @contract EVT-14
   */
  @Override
  public String toString() {
    return EventText.names(this);
  }

  /**
   * Returns all parts and values as one line of text, for people. Secrets are shown: for a log, use
   * {@code Redactor.describe(event)} of event-logging. Characters that could end or reorder the
   * line are escaped. A text is cut after 1,000 characters, a list or map after 100 entries.
   *
   * @contract EVT-14
   */
  public String describe() {
    return EventText.values(this);
  }

  /** Returns {@code timestamp} truncated to microseconds, if the wire format can represent it. */
  static Instant truncate(Instant timestamp) {
    requireNonNull(timestamp, "timestamp");
    long second = timestamp.getEpochSecond();
    if (second < FIRST_SECOND || second > LAST_SECOND) {
      throw new IllegalArgumentException(
          "timestamp must lie in the years 1 to 9999, but is " + timestamp);
    }
    int beyond = timestamp.getNano() % NANOS_PER_MICRO;
    return beyond == 0 ? timestamp : timestamp.minusNanos(beyond);
  }
}
