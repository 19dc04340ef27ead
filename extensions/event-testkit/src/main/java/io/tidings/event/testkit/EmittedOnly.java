package io.tidings.event.testkit;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Condition that each of some kinds was emitted and no other; without kinds: no event at all. */
final class EmittedOnly implements RecordingCondition {

  private final Set<EventKind> kinds;

  EmittedOnly(List<EventKind> kinds) {
    this.kinds = new LinkedHashSet<>(kinds);
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
    Set<EventKind> emitted = new LinkedHashSet<>();
    snapshot.events().stream().map(DomainEvent::kind).forEach(emitted::add);
    return emitted;
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
