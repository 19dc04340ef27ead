package io.tidings.event.testkit;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import java.util.List;

/** Kinds none of which was emitted. */
final class Never implements Claim {

  private final List<EventKind> kinds;

  Never(EventKind... kinds) {
    this.kinds = Kinds.frozen(Kinds.given(kinds), "kinds");
  }

  @Override
  public String wanted() {
    return "no " + Shown.kinds(kinds);
  }

  @Override
  public boolean holds(Snapshot snapshot) {
    return snapshot.events().stream().noneMatch(this::isOne);
  }

  private boolean isOne(DomainEvent event) {
    return kinds.stream().anyMatch(event::is);
  }

  @Override
  public boolean needsAll() {
    return true;
  }

  @Override
  public String complaint(Snapshot snapshot) {
    List<DomainEvent> found = snapshot.events().stream().filter(this::isOne).toList();
    return "Expected %s, but there %s %s, the first %s"
        .formatted(
            wanted(), found.size() == 1 ? "was" : "were", found.size(), Shown.event(found.get(0)));
  }
}
