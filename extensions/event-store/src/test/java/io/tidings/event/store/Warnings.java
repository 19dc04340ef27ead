package io.tidings.event.store;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The warnings of a logger until this is closed. */
public final class Warnings implements AutoCloseable {

  private final Logger logger;
  private final ListAppender<ILoggingEvent> entries = new ListAppender<>();

  private Warnings(Logger logger) {
    this.logger = logger;
    entries.start();
    logger.setLevel(Level.WARN);
    logger.addAppender(entries);
  }

  public static Warnings of(Class<?> type) {
    return new Warnings((Logger) LoggerFactory.getLogger(type));
  }

  public List<String> texts() {
    return entries.list.stream()
        .filter(entry -> entry.getLevel() == Level.WARN)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  @Override
  public void close() {
    logger.detachAppender(entries);
    logger.setLevel(null);
  }
}
