package io.tidings.event.testkit;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Condition that each of some kinds was emitted and no other; without kinds: no event at all. */
final class EmittedOnly implements RecordingCondition {

  /** Plain kinds, which are equal if their ids are. */
  private final Set<EventKind> kinds;

  EmittedOnly(List<EventKind> kinds) {
    this.kinds = plain(kinds.stream());
  }

  private static Set<EventKind> plain(Stream<EventKind> kinds) {
    return kinds
        .map(kind -> EventKind.of(kind.id()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  @Override
  public String description() {
    return kinds.isEmpty() ? "nothing" : "only " + Formatting.kinds(kinds);
  }

  @Override
  public boolean holds(Snapshot snapshot) {
    return emitted(snapshot).equals(kinds);
  }

  private static Set<EventKind> emitted(Snapshot snapshot) {
    return plain(snapshot.events().stream().map(DomainEvent::kind));
  }

  @Override
  public boolean needsAll() {
    return true;
  }

  @Override
  public String failure(Snapshot snapshot) {
    Set<EventKind> others = emitted(snapshot);
    Set<EventKind> missing = new LinkedHashSet<>(kinds);
    missing.removeAll(others);
    others.removeAll(kinds);
    return "Expected %s, but there was %s"
        .formatted(
            description(),
            others.isEmpty()
                ? "no " + Formatting.kinds(missing)
                : (kinds.isEmpty() ? "" : "also ") + Formatting.kinds(others));
  }
}
