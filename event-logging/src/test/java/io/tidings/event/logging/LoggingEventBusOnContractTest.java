package io.tidings.event.logging;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.helpers.NOPAppender;
import io.tidings.event.EventBus;
import io.tidings.event.testkit.contract.BusSetup;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.contract.EventBusContract;

/**
 * The contract of the bus for a logging bus whose log is enabled, so that its tap receives every
 * event. The appender discards entries, since the contract forbids a thread to retain events.
 */
@Contract("LOG-03")
class LoggingEventBusOnContractTest extends EventBusContract {

  @Override
  protected EventBus create(BusSetup setup) {
    LoggerContext context = new LoggerContext();
    NOPAppender<ILoggingEvent> appender = new NOPAppender<>();
    appender.setContext(context);
    appender.start();
    Logger logger = context.getLogger(LoggingTap.LOGGER_NAME);
    logger.addAppender(appender);
    return LoggingEventBus.of(setup.toBuilder(), LoggingTap.standard().withLogger(logger));
  }
}
