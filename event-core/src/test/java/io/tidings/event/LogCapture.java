package io.tidings.event;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Hears what one logger says until it is closed. */
final class LogCapture implements AutoCloseable {

  private final Logger logger;
  private final ListAppender<ILoggingEvent> heard = new ListAppender<>();
  private final Appender<ILoggingEvent> beside;

  private LogCapture(Class<?> owner, Appender<ILoggingEvent> beside) {
    this.logger = (Logger) LoggerFactory.getLogger(owner);
    this.beside = beside;
    heard.start();
    beside.start();
    logger.addAppender(heard);
    logger.addAppender(beside);
  }

  static LogCapture of(Class<?> owner) {
    return during(owner, () -> {});
  }

  /** Also runs {@code action} within every call that logs. */
  static LogCapture during(Class<?> owner, Runnable action) {
    return new LogCapture(
        owner,
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent entry) {
            action.run();
          }
        });
  }

  List<ILoggingEvent> entries() {
    return List.copyOf(heard.list);
  }

  @Override
  public void close() {
    logger.detachAppender(heard);
    logger.detachAppender(beside);
  }
}
