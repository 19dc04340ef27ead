package io.tidings.event.rx;

import io.tidings.event.EventBus;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.testkit.contract.BusSetup;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.contract.EventBusContract;

/** The published contract on a bus whose stream has an observer. */
@Contract("RX-11")
class ObservedBusContractTest extends EventBusContract {

  @Override
  protected EventBus create(BusSetup setup) {
    ReactiveEventBus bus = ReactiveEventBusContractTest.bus(setup);
    bus.stream(EventSelector.kind(EventKind.of("observed.only"))).subscribe(event -> {});
    return bus;
  }
}
