package io.tidings.event.testkit;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import java.util.List;

/** Kinds that follow one another, with anything in between. */
final class InOrder implements Claim {

  private final List<EventKind> kinds;

  InOrder(EventKind... kinds) {
    this.kinds = Kinds.frozen(Kinds.given(kinds), "kinds");
  }

  @Override
  public String wanted() {
    return Shown.kinds(kinds) + " in this order";
  }

  @Override
  public boolean holds(Snapshot snapshot) {
    return found(snapshot) == kinds.size();
  }

  /** Returns how many of the kinds follow one another. */
  private int found(Snapshot snapshot) {
    int found = 0;
    for (DomainEvent event : snapshot.events()) {
      if (found < kinds.size() && event.is(kinds.get(found))) {
        found++;
      }
    }
    return found;
  }

  @Override
  public boolean needsAll() {
    return false;
  }

  @Override
  public String complaint(Snapshot snapshot) {
    int found = found(snapshot);
    String after = found == 0 ? "" : " after " + Shown.kinds(kinds.subList(0, found));
    return "Expected %s, but there was no %s%s".formatted(wanted(), kinds.get(found).id(), after);
  }
}
