package io.tidings.event.testkit;

import io.tidings.event.EventKind;

/** Condition that a number of events of a kind was emitted. */
final class EmittedExactly implements RecordingCondition {

  private final int times;
  private final EventKind kind;

  EmittedExactly(int times, EventKind kind) {
    if (times < 0) {
      throw new IllegalArgumentException("times must not be negative, but was " + times);
    }
    this.times = times;
    this.kind = kind;
  }

  @Override
  public String description() {
    return "exactly " + times + " " + kind.id();
  }

  @Override
  public boolean holds(Snapshot snapshot) {
    return count(snapshot) == times;
  }

  @Override
  public boolean isSettled(Snapshot snapshot) {
    return count(snapshot) >= times;
  }

  private long count(Snapshot snapshot) {
    return snapshot.events().stream().filter(event -> event.is(kind)).count();
  }

  @Override
  public boolean needsAll() {
    return true;
  }

  @Override
  public String failure(Snapshot snapshot) {
    long count = count(snapshot);
    return "Expected %s, but there %s %s"
        .formatted(description(), count == 1 ? "was" : "were", count == 0 ? "none" : count);
  }
}
