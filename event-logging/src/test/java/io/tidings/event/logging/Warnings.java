package io.tidings.event.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Capture of the warnings that the module logs while this is open. */
final class Warnings implements AutoCloseable {

  private final Logger logger = (Logger) LoggerFactory.getLogger("io.tidings.event.logging");
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  Warnings() {
    appender.setContext(logger.getLoggerContext());
    appender.start();
    logger.setLevel(Level.WARN);
    logger.addAppender(appender);
  }

  List<String> messages() {
    return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
    logger.setLevel(null);
  }
}
