package io.tidings.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, stated once and never changed.
 *
 * <pre>{@code
 * DomainEvent event =
 *     DomainEvent.builder(EventType.PLAN_APPLIED)
 *         .planId("01JCPLAN")
 *         .detail("files_changed", 3)
 *         .build();
 * }</pre>
 *
 * <p>Two ids tie events together beyond the original specification of the event (EVT-04, EVT-12).
 * The <em>correlation id</em> is shared by all that belongs to one piece of work, so that it can be
 * traced across services; the <em>causation id</em> is the id of the event that this one was built
 * in answer to. An event built while another is being handled inherits both (CTX-02).
 *
 * <p>Immutable and thread-safe, to any depth (EVT-05, EVT-06); equal by value, whatever the order
 * of details. Deconstruction patterns and the canonical constructor may change between minor
 * versions: use the builder.
 *
 * @param id unique to this event, 1 to 128 visible ASCII characters; by default a ULID as 26
 *     Crockford characters. Not a secret, and no order may be read from it
 * @param kind an {@link EventType}, or a plain kind where the catalogue does not have its id
 * @param timestamp when it happened, UTC, cut to microseconds
 * @param correlationId shared by all that belongs together; by default the event's own id
 * @param causationId the id of the event that caused this one, or null
 * @param scope whose event it is
 * @param planId the plan it is about, or null
 * @param rootPlanId the plan at the root of that plan's tree, or null
 * @param sessionId the session it belongs to, or null
 * @param actorName who acted, 1 to 256 characters without controls, or null
 * @param projectName the name of the project, likewise, or null
 * @param details what else is to be told: names to texts, booleans, Longs, BigIntegers beyond long,
 *     finite Doubles, lists and maps of these, at any nesting, in insertion order, unmodifiable
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
    Map<String, Object> details) {

  /** The greatest length of a name, in characters. */
  public static final int MAX_NAME_LENGTH = 256;

  /** The greatest number of digits of a whole or decimal number in the details. */
  public static final int MAX_DIGITS = 1_000;

  /** The earliest timestamp: the first instant of the year 1. */
  public static final Instant MIN_TIMESTAMP = Instant.parse("0001-01-01T00:00:00Z");

  /** The latest timestamp: the last microsecond of the year 9999. */
  public static final Instant MAX_TIMESTAMP = Instant.parse("9999-12-31T23:59:59.999999Z");

  private static final long FIRST_SECOND = MIN_TIMESTAMP.getEpochSecond();
  private static final long LAST_SECOND = MAX_TIMESTAMP.getEpochSecond();
  private static final int NANOS_PER_MICRO = 1_000;
  private static final int SHOWN_NAMES = 20;

  /**
   * Creates an event from all its parts, within {@link EventLimits#defaults()} unless {@code
   * details} come from another event.
   *
   * @throws NullPointerException if a part that must be present is null
   * @throws IllegalArgumentException if a part is ill-formed, or details cannot be taken
   */
  public DomainEvent {
    Validation.id(id, "id");
    kind = PlainKind.frozen(kind);
    timestamp = cut(timestamp);
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
    details = DetailFreezer.freeze(requireNonNull(details, "details"), EventLimits.defaults());
  }

  /** Returns the event of the given kind that has nothing but defaults and what it inherits. */
  public static DomainEvent of(EventKind kind) {
    return builder(kind).build();
  }

  /**
   * Starts an event that inherits from the event current on this thread, if there is one, and from
   * the ambient scope (CTX-02). Short for {@code EventFactory.standard().builder(kind)}: where a
   * host has a clock, ids, limits or a scope source of its own, use {@link EventBus#events()}
   * instead.
   */
  public static EventBuilder builder(EventKind kind) {
    return EventFactory.standard().builder(kind);
  }

  /**
   * Starts an event that inherits nothing. Short for {@code EventFactory.standard().root(kind)}.
   */
  public static EventBuilder root(EventKind kind) {
    return EventFactory.standard().root(kind);
  }

  /**
   * Starts an event caused by this one, wherever the calling thread is: it inherits what an event
   * built in a handler of this one would. Short for {@code EventFactory.standard().caused(this,
   * kind)}.
   */
  public EventBuilder caused(EventKind kind) {
    return EventFactory.standard().caused(this, kind);
  }

  /**
   * Starts a copy of this event with everything it has, id and timestamp too; what is to be another
   * event needs an id of its own, {@code id(null)} gives it a fresh one. Details that are changed
   * are held to the standard limits; for others use {@link EventFactory#copy}. Short for {@code
   * EventFactory.standard().copy(this)}.
   */
  public EventBuilder toBuilder() {
    return EventFactory.standard().copy(this);
  }

  /** Tells whether this event is of the given kind: whether both have the same id (KND-02). */
  public boolean is(EventKind kind) {
    return this.kind.id().equals(requireNonNull(kind, "kind").id());
  }

  /**
   * Returns one detail as the type the caller wants, exactly (EVT-13).
   *
   * <p>Whole numbers are given as any of the integer types, BigInteger, BigDecimal or Double that
   * hold them; Doubles also as Float or BigDecimal; texts also as Instant, UUID, BigDecimal, {@link
   * EventKind} or enum constant (by id for a kind, else by name); any value as {@code Object}.
   *
   * @param name the detail's name
   * @param type the type wanted, not a primitive; for lists and maps {@code List.class}, {@code
   *     Map.class}
   * @return the value, or null if there is no such detail
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if the value cannot be given exactly as that type; the message
   *     tells the types and not the value
   */
  public <T> @Nullable T detail(String name, Class<T> type) {
    requireNonNull(type, "type");
    Object value = details.get(requireNonNull(name, "name"));
    return value == null ? null : DetailReader.read(name, value, type);
  }

  /**
   * Returns id, kind, correlation id and the names of the first details, never their values
   * (EVT-14).
   */
  @Override
  public String toString() {
    StringJoiner names = new StringJoiner(" ");
    details.keySet().stream().limit(SHOWN_NAMES).map(Validation::shown).forEach(names::add);
    if (details.size() > SHOWN_NAMES) {
      names.add("and " + (details.size() - SHOWN_NAMES) + " more");
    }
    return "DomainEvent[id=%s, kind=%s, correlationId=%s, details=%s]"
        .formatted(id, kind.id(), correlationId, names);
  }

  /** Returns {@code timestamp} cut to microseconds, if the wire format can tell it. */
  static Instant cut(Instant timestamp) {
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
