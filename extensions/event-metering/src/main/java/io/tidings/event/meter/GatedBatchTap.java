package io.tidings.event.meter;

import io.tidings.event.DomainEvent;
import io.tidings.event.spi.BatchTap;
import java.util.List;

/** A batch tap behind a gate. Thread-safe if the wrapped tap is. */
final class GatedBatchTap extends GatedTap implements BatchTap {

  private final BatchTap tap;

  GatedBatchTap(QuotaGate gate, BatchTap tap) {
    super(gate, tap);
    this.tap = tap;
  }

  @Override
  public void onEvents(List<DomainEvent> events) throws Exception {
    List<DomainEvent> admitted = events.stream().filter(gate::admits).toList();
    if (!admitted.isEmpty()) {
      tap.onEvents(admitted);
    }
  }
}
