package io.tidings.event.testkit.internal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Capture of the entries of a logger and of the loggers below it, until it is closed. Requires
 * Logback as the SLF4J provider. Thread-safe.
 */
public final class LogCapture implements AutoCloseable {

  private final List<ILoggingEvent> entries = new CopyOnWriteArrayList<>();
  private final Logger logger;
  private final @Nullable Level previousLevel;
  private final AppenderBase<ILoggingEvent> appender;
  private volatile Consumer<ILoggingEvent> listener = entry -> {};

  private LogCapture(String name, Level level, Predicate<ILoggingEvent> filter) {
    this.logger = logger(name);
    this.previousLevel = logger.getLevel();
    this.appender =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent entry) {
            if (filter.test(entry)) {
              entries.add(entry);
              listener.accept(entry);
            }
          }
        };
    appender.setContext(logger.getLoggerContext());
    appender.start();
    logger.setLevel(level);
    logger.addAppender(appender);
  }

  private static Logger logger(String name) {
    if (LoggerFactory.getLogger(name) instanceof Logger logger) {
      return logger;
    }
    throw new IllegalStateException(
        "LogCapture reads the log through Logback; make logback-classic the SLF4J provider of the"
            + " tests");
  }

  /** Opens a capture of the entries of a class's logger at INFO and above, of all threads. */
  public static LogCapture of(Class<?> type) {
    return of(type.getName());
  }

  /** Opens a capture of a logger's entries at INFO and above, of all threads. */
  public static LogCapture of(String logger) {
    return new LogCapture(logger, Level.INFO, entry -> true);
  }

  /** Opens a capture of the warnings of all loggers that the current thread logs. */
  public static LogCapture ofCurrentThread() {
    Thread thread = Thread.currentThread();
    return new LogCapture(
        org.slf4j.Logger.ROOT_LOGGER_NAME,
        Level.WARN,
        entry -> Thread.currentThread() == thread && entry.getLevel() == Level.WARN);
  }

  /** Passes each later entry to a listener, which may throw as a host's appender may. */
  public void onEntry(Consumer<ILoggingEvent> listener) {
    this.listener = listener;
  }

  /** Returns a copy of the captured entries in the order they were logged. */
  public List<ILoggingEvent> entries() {
    return List.copyOf(entries);
  }

  /** Returns the messages of the captured warnings. */
  public List<String> warnings() {
    return messages(Level.WARN);
  }

  /** Returns the messages of the captured entries of one level. */
  public List<String> messages(Level level) {
    return entries.stream()
        .filter(entry -> entry.getLevel() == level)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  /** Ends the capture and restores the logger's level. */
  @Override
  public void close() {
    logger.detachAppender(appender);
    logger.setLevel(previousLevel);
  }
}
