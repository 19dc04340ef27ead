package io.tidings.event.store.internal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What a logger was told, until this is closed. */
public final class Logged implements AutoCloseable {

  private final Logger logger;
  private final @Nullable Level before;
  private final List<ILoggingEvent> entries = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent entry) {
          entries.add(entry);
        }
      };

  private Logged(Logger logger) {
    this.logger = logger;
    this.before = logger.getLevel();
    appender.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(appender);
  }

  public static Logged by(String logger) {
    return new Logged((Logger) LoggerFactory.getLogger(logger));
  }

  public static Logged by(Class<?> type) {
    return by(type.getName());
  }

  public List<ILoggingEvent> entries() {
    return List.copyOf(entries);
  }

  /** Returns the texts of a level. */
  public List<String> texts(Level level) {
    return entries.stream()
        .filter(entry -> entry.getLevel() == level)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
    logger.setLevel(before);
  }
}
