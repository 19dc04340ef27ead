package io.tidings.event.testkit;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Kinds each of which was emitted, and nothing else; of no kind: nothing was emitted. */
final class Only implements Claim {

  private final Set<EventKind> kinds;

  Only(List<EventKind> kinds) {
    this.kinds = new LinkedHashSet<>(kinds);
  }

  @Override
  public String wanted() {
    return kinds.isEmpty() ? "nothing" : "only " + Shown.kinds(kinds);
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
  public String complaint(Snapshot snapshot) {
    Set<EventKind> others = emitted(snapshot);
    Set<EventKind> missing = new LinkedHashSet<>(kinds);
    missing.removeAll(others);
    others.removeAll(kinds);
    return "Expected %s, but there was %s"
        .formatted(
            wanted(),
            others.isEmpty()
                ? "no " + Shown.kinds(missing)
                : (kinds.isEmpty() ? "" : "also ") + Shown.kinds(others));
  }
}
