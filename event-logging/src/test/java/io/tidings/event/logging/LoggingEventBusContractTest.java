package io.tidings.event.logging;

import ch.qos.logback.classic.Level;
import io.tidings.event.EventBus;
import io.tidings.event.testkit.contract.BusSetup;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.contract.EventBusContract;

/** The contract of the bus for a logging bus whose log is disabled. */
@Contract({"LOG-03", "LOG-04"})
class LoggingEventBusContractTest extends EventBusContract {

  @Override
  protected EventBus create(BusSetup setup) {
    return LoggingEventBus.of(setup.toBuilder(), new Captured(Level.OFF).tap());
  }
}
