package io.tidings.event.testkit.contract;

import io.tidings.event.DomainEvent;
import io.tidings.event.spi.EventTap;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A tap that notes its calls and can report an incomplete flush. Thread-safe. */
final class LifecycleTap implements EventTap {

  private final Notes notes;
  private final String name;
  private final List<Duration> timeouts = new CopyOnWriteArrayList<>();
  private volatile boolean done = true;

  LifecycleTap(Notes notes, String name) {
    this.notes = notes;
    this.name = name;
  }

  /** Makes later calls of flush and close return false. */
  void setIncomplete() {
    done = false;
  }

  /** Returns the timeouts of the flush calls. */
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
