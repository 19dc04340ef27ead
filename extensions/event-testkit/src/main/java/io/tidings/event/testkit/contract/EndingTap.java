package io.tidings.event.testkit.contract;

import io.tidings.event.DomainEvent;
import io.tidings.event.spi.EventTap;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A tap that notes all it is told, and may have something left. Thread-safe. */
final class EndingTap implements EventTap {

  private final Notes notes;
  private final String name;
  private final List<Duration> timeouts = new CopyOnWriteArrayList<>();
  private volatile boolean done = true;

  EndingTap(Notes notes, String name) {
    this.notes = notes;
    this.name = name;
  }

  /** From now on something is left whenever this is asked. */
  void leaveSomething() {
    done = false;
  }

  /** Returns how long each flush was allowed to take. */
  List<Duration> timeouts() {
    return timeouts;
  }

  @Override
  public void onEvent(DomainEvent event) {
    notes.add(name + " " + event.kind().id());
  }

  @Override
  public boolean flush(Duration timeout) {
    timeouts.add(timeout);
    notes.add(name + " flushed");
    return done;
  }

  @Override
  public boolean close(Duration timeout) {
    notes.add(name + " closed");
    return done;
  }
}
