package io.tidings.event.testkit;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import java.util.List;

/** Condition that events of some kinds occur in an order, possibly with others in between. */
final class EmittedInOrder implements RecordingCondition {

  private final List<EventKind> kinds;

  EmittedInOrder(EventKind... kinds) {
    this.kinds = Kinds.checked(Kinds.list(kinds), "kinds");
  }

  @Override
  public String description() {
    return Formatting.kinds(kinds) + " in this order";
  }

  @Override
  public boolean holds(Snapshot snapshot) {
    return matched(snapshot) == kinds.size();
  }

  /** Returns the number of kinds matched in order. */
  private int matched(Snapshot snapshot) {
    int matched = 0;
    for (DomainEvent event : snapshot.events()) {
      if (matched < kinds.size() && event.is(kinds.get(matched))) {
        matched++;
      }
    }
    return matched;
  }

  @Override
  public boolean needsAll() {
    return false;
  }

  @Override
  public String failure(Snapshot snapshot) {
    int matched = matched(snapshot);
    String after = matched == 0 ? "" : " after " + Formatting.kinds(kinds.subList(0, matched));
    return "Expected %s, but there was no %s%s"
        .formatted(description(), kinds.get(matched).id(), after);
  }
}
