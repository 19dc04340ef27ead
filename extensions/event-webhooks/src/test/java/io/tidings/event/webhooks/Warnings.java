package io.tidings.event.webhooks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Captured entries of a logger, until closed. */
final class Warnings implements AutoCloseable {

  private final Logger logger;
  private final ListAppender<ILoggingEvent> entries = new ListAppender<>();

  private Warnings(Logger logger) {
    this.logger = logger;
    entries.start();
    logger.setLevel(Level.WARN);
    logger.addAppender(entries);
  }

  static Warnings of(Class<?> type) {
    return new Warnings((Logger) LoggerFactory.getLogger(type));
  }

  List<String> texts() {
    return texts(Level.WARN);
  }

  List<String> texts(Level level) {
    return entries.list.stream()
        .filter(entry -> entry.getLevel() == level)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  @Override
  public void close() {
    logger.detachAppender(entries);
    logger.setLevel(null);
  }
}
