package io.tidings.event.meter;

import io.tidings.event.DomainEvent;
import io.tidings.event.spi.BatchTap;
import java.util.List;

/** A tap that takes batches, behind a gate. Thread-safe if the other one is. */
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
