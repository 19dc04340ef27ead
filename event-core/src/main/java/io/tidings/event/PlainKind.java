package io.tidings.event;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** Kind outside the catalogue, identified by its id. Immutable and thread-safe. */
record PlainKind(String id, String category) implements EventKind {

  static PlainKind of(String id) {
    return new PlainKind(id, firstSegment(id));
  }

  /** Returns the catalogue's constant for a kind, else a plain kind with its id. */
  static EventKind normalize(EventKind kind) {
    requireNonNull(kind, "kind");
    return kind instanceof EventType || kind instanceof PlainKind ? kind : EventKind.of(idOf(kind));
  }

  /** Reads a host's id once and validates it. */
  private static String idOf(EventKind kind) {
    String id = readId(kind);
    if (id == null) {
      throw new IllegalArgumentException(
          "kind: id() of " + kind.getClass().getName() + " returned null; return a constant text");
    }
    return Validation.id(id, "kind.id()");
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

  @Override
  public String toString() {
    return id;
  }
}
