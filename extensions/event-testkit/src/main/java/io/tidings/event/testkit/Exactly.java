package io.tidings.event.testkit;

import io.tidings.event.EventKind;

/** A kind that was emitted a number of times and not more. */
final class Exactly implements Claim {

  private final int times;
  private final EventKind kind;

  Exactly(int times, EventKind kind) {
    if (times < 0) {
      throw new IllegalArgumentException("times must not be negative, but is " + times);
    }
    this.times = times;
    this.kind = kind;
  }

  @Override
  public String wanted() {
    return "exactly " + times + " " + kind.id();
  }

  @Override
  public boolean holds(Snapshot snapshot) {
    return found(snapshot) == times;
  }

  @Override
  public boolean isSettled(Snapshot snapshot) {
    return found(snapshot) >= times;
  }

  private long found(Snapshot snapshot) {
    return snapshot.events().stream().filter(event -> event.is(kind)).count();
  }

  @Override
  public boolean needsAll() {
    return true;
  }

  @Override
  public String complaint(Snapshot snapshot) {
    long found = found(snapshot);
    return "Expected %s, but there %s %s"
        .formatted(wanted(), found == 1 ? "was" : "were", found == 0 ? "none" : found);
  }
}
