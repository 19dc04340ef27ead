package io.tidings.event.testkit.contract;

import io.tidings.event.EventBus;

/** The contract on the library's own bus. */
class SynchronousBusContractTest extends EventBusContract {

  @Override
  protected EventBus create(BusSetup setup) {
    return setup.toBuilder().build();
  }
}
