package io.tidings.event.testkit.examples;

import io.tidings.event.EventBus;
import io.tidings.event.testkit.contract.BusSetup;
import io.tidings.event.testkit.contract.EventBusContract;

class AuditedBusTest extends EventBusContract {
  @Override
  protected EventBus create(BusSetup setup) {
    return new AuditedBus(setup.toBuilder().build());
  }
}
