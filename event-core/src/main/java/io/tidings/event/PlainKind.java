package io.tidings.event;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** Kind outside the catalogue, identified by its id. Immutable and thread-safe. */
record PlainKind(String id, String category) implements EventKind {

  static PlainKind of(String id) {
    return new PlainKind(id, firstSegment(id));
  }

  /** Kinds of the constants of a host's enum by ordinal; each id is read once. */
  private static final ClassValue<@Nullable EventKind[]> CONSTANTS =
      new ClassValue<>() {
        @Override
        protected @Nullable EventKind[] computeValue(Class<?> type) {
          return new @Nullable EventKind[type.getEnumConstants().length];
        }
      };

  /**
   * Returns the kind that an event of {@code kind} has: the catalogue's constant, the constant of a
   * host's enum, a payload kind, else a plain kind.
   */
  static EventKind normalize(EventKind kind) {
    if (kind instanceof PayloadKind<?> payload) {
      return payload.kind();
    }
    EventKind identity = identity(kind);
    return kind instanceof Enum<?> && !(identity instanceof EventType) ? kind : identity;
  }

  /** Returns the catalogue's constant for a kind, else a plain kind with its id. */
  static EventKind identity(EventKind kind) {
    requireNonNull(kind, "kind");
    if (kind instanceof EventType || kind instanceof PlainKind) {
      return kind;
    }
    if (kind instanceof PayloadKind<?> payload) {
      return payload.identity();
    }
    return kind instanceof Enum<?> constant ? identity(kind, constant) : EventKind.of(idOf(kind));
  }

  private static EventKind identity(EventKind kind, Enum<?> constant) {
    @Nullable EventKind[] known = CONSTANTS.get(constant.getDeclaringClass());
    EventKind identity = known[constant.ordinal()];
    if (identity == null) {
      identity = EventKind.of(idOf(kind));
      known[constant.ordinal()] = identity;
    }
    return identity;
  }

  /** Reads a host's id once and validates it. */
  private static String idOf(EventKind kind) {
    String id = readId(kind);
    if (id == null) {
      throw new IllegalArgumentException(
          "kind: id() of " + nameOf(kind) + " returned null; return a constant text");
    }
    return Validation.id(id, kind instanceof Enum<?> ? "id() of " + nameOf(kind) : "kind.id()");
  }

  /** Returns the class name of a kind, of an enum's constant with its name. */
  private static String nameOf(EventKind kind) {
    return kind instanceof Enum<?> constant
        ? constant.getDeclaringClass().getName() + "." + constant.name()
        : kind.getClass().getName();
  }

  /** Calls a host's {@code id()}; discards the contexts that it leaves open. */
  static @Nullable String readId(EventKind kind) {
    long mark = ThreadState.mark();
    try {
      return kind.id();
    } finally {
      ThreadState.discardSince(mark);
    }
  }

  static String firstSegment(String id) {
    int dot = id.indexOf('.');
    return dot < 0 ? id : id.substring(0, dot);
  }

  /** Returns whether {@code other} is a plain kind or payload kind with the same id. */
  @Override
  public boolean equals(@Nullable Object other) {
    return (other instanceof PlainKind || other instanceof PayloadKind)
        && id.equals(((EventKind) other).id());
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return id;
  }
}
