package io.tidings.event.testkit;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import java.util.List;

/** Condition that no event of some kinds was emitted. */
final class NeverEmitted implements RecordingCondition {

  private final List<EventKind> kinds;

  NeverEmitted(EventKind... kinds) {
    this.kinds = Kinds.checked(Kinds.list(kinds), "kinds");
  }

  @Override
  public String description() {
    return "no " + Formatting.kinds(kinds);
  }

  @Override
  public boolean holds(Snapshot snapshot) {
    return snapshot.events().stream().noneMatch(this::matches);
  }

  private boolean matches(DomainEvent event) {
    return kinds.stream().anyMatch(event::is);
  }

  @Override
  public boolean needsAll() {
    return true;
  }

  @Override
  public String failure(Snapshot snapshot) {
    List<DomainEvent> matching = snapshot.events().stream().filter(this::matches).toList();
    return "Expected %s, but there %s %s, the first %s"
        .formatted(
            description(),
            matching.size() == 1 ? "was" : "were",
            matching.size(),
            Formatting.event(matching.get(0)));
  }
}
