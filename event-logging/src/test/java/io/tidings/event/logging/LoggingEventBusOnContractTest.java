package io.tidings.event.logging;

import ch.qos.logback.classic.Level;
import io.tidings.event.EventBus;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.testkit.contract.BusSetup;
import io.tidings.event.testkit.contract.EventBusContract;

/** The same, while its log is on and takes one kind, so that it is not off for all. */
@Contract("LOG-03")
class LoggingEventBusOnContractTest extends EventBusContract {

  @Override
  protected EventBus create(BusSetup setup) {
    LoggingTap some =
        new Captured(Level.INFO)
            .tap()
            .withSelector(EventSelector.kind(EventKind.of("logged.only")));
    return LoggingEventBus.of(setup.toBuilder(), some);
  }
}
