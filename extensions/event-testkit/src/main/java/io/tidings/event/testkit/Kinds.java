package io.tidings.event.testkit;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Kinds as a caller gives them, which may be a host's. */
final class Kinds {

  private Kinds() {}

  static List<EventKind> given(EventKind... kinds) {
    return Arrays.asList(requireNonNull(kinds, "kinds"));
  }

  /**
   * Returns a kind whose id is read once.
   *
   * @throws IllegalArgumentException if its id is null or ill-formed
   */
  static EventKind frozen(EventKind kind, String name) {
    return DomainEvent.root(requireNonNull(kind, name)).build().kind();
  }

  /**
   * Returns kinds whose ids are read once.
   *
   * @throws IllegalArgumentException if there is none, or an id is null or ill-formed
   */
  static List<EventKind> frozen(Iterable<? extends EventKind> kinds, String name) {
    List<EventKind> frozen = new ArrayList<>();
    requireNonNull(kinds, name).forEach(kind -> frozen.add(frozen(kind, name)));
    if (frozen.isEmpty()) {
      throw new IllegalArgumentException(name + " must not be empty; name at least one kind");
    }
    return List.copyOf(frozen);
  }
}
