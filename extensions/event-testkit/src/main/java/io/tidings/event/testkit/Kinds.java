package io.tidings.event.testkit;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Validation of kinds given by a caller. */
final class Kinds {

  private Kinds() {}

  static List<EventKind> list(EventKind... kinds) {
    return Arrays.asList(requireNonNull(kinds, "kinds"));
  }

  /**
   * Returns the kind of the events of a caller's kind.
   *
   * @throws IllegalArgumentException if its id is null or ill-formed
   */
  static EventKind checked(EventKind kind, String name) {
    return DomainEvent.root(requireNonNull(kind, name)).build().kind();
  }

  /**
   * Returns the kinds of the events of a caller's kinds.
   *
   * @throws IllegalArgumentException if {@code kinds} is empty, or an id is null or ill-formed
   */
  static List<EventKind> checked(Iterable<? extends EventKind> kinds, String name) {
    List<EventKind> checked = new ArrayList<>();
    requireNonNull(kinds, name).forEach(kind -> checked.add(checked(kind, name)));
    if (checked.isEmpty()) {
      throw new IllegalArgumentException(name + " must not be empty; name at least one kind");
    }
    return List.copyOf(checked);
  }
}
