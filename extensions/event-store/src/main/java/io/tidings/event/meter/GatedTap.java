package io.tidings.event.meter;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.spi.EventTap;
import java.time.Duration;

/** A tap behind a gate. Thread-safe if the other one is. */
class GatedTap implements EventTap {

  final QuotaGate gate;
  private final EventTap tap;

  GatedTap(QuotaGate gate, EventTap tap) {
    this.gate = gate;
    this.tap = tap;
  }

  @Override
  public void onEvent(DomainEvent event) throws Exception {
    if (gate.admits(event)) {
      tap.onEvent(event);
    }
  }

  @Override
  public boolean isInterested(EventKind kind) {
    return tap.isInterested(kind);
  }

  @Override
  public boolean flush(Duration timeout) throws Exception {
    return tap.flush(timeout);
  }

  @Override
  public boolean close(Duration timeout) throws Exception {
    return tap.close(timeout);
  }
}
