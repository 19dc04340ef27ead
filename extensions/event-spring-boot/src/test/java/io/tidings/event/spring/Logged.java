package io.tidings.event.spring;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** The warnings of a logger while it is open, with the messages of their causes. */
final class Logged implements AutoCloseable {

  private final Logger logger;
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent entry) {
          if (entry.getLevel().isGreaterOrEqual(Level.WARN)) {
            StringBuilder text = new StringBuilder(entry.getFormattedMessage());
            for (var cause = entry.getThrowableProxy(); cause != null; cause = cause.getCause()) {
              text.append(": ").append(cause.getMessage());
            }
            warnings.add(text.toString());
          }
        }
      };

  private Logged(String name) {
    logger = (Logger) LoggerFactory.getLogger(name);
    appender.start();
    logger.addAppender(appender);
  }

  static Logged warnings() {
    return new Logged("io.tidings");
  }

  List<String> list() {
    return List.copyOf(warnings);
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
  }
}
