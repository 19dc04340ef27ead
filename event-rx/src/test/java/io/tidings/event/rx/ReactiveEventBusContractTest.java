package io.tidings.event.rx;

import io.tidings.event.EventBus;
import io.tidings.event.EventHandler;
import io.tidings.event.testkit.contract.BusSetup;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.contract.EventBusContract;

/** The published contract on a bus whose stream has no observer. */
@Contract("RX-11")
class ReactiveEventBusContractTest extends EventBusContract {

  @Override
  protected EventBus create(BusSetup setup) {
    return bus(setup);
  }

  static ReactiveEventBus bus(BusSetup setup) {
    ReactiveEventBusBuilder builder =
        ReactiveEventBus.builder()
            .order(setup.order())
            .failureListener(setup.failureListener())
            .events(setup.events());
    setup.taps().forEach(builder::audit);
    EventHandler unhandled = setup.unhandled();
    return (unhandled == null ? builder : builder.unhandled(unhandled)).build();
  }
}
